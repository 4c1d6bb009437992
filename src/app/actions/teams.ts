"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { chooseWorkspace } from "#lib/access/current-workspace.ts";
import { idSchema } from "#lib/deals/schema.ts";
import { createAction, createCallAction, createRecordAction } from "#lib/http/create-action.ts";
import { changeRole as setRole } from "#lib/teams/change-role.ts";
import { createTeam as create } from "#lib/teams/create-team.ts";
import { deleteTeam as erase } from "#lib/teams/delete-team.ts";
import { inviteMember as invite } from "#lib/teams/invite-member.ts";
import { leaveTeam as leave } from "#lib/teams/leave-team.ts";
import { previewRemoval as preview } from "#lib/teams/preview-removal.ts";
import { removeMember as remove } from "#lib/teams/remove-member.ts";
import { resendInvite as resend } from "#lib/teams/resend-invite.ts";
import { revokeInvite as revoke } from "#lib/teams/revoke-invite.ts";
import {
  changeRoleSchema,
  createTeamSchema,
  deleteTeamSchema,
  inviteMemberSchema,
  removeMemberSchema,
  transferSchema,
  updateTeamSchema,
} from "#lib/teams/schema.ts";
import { transferOwnership as transfer } from "#lib/teams/transfer-ownership.ts";
import { updateTeam as update } from "#lib/teams/update-team.ts";

const PAGE = "/settings/team";
const ofInvite = z.object({ inviteId: idSchema });
const ofMember = z.object({ userId: idSchema });

export const createTeam = createAction({
  input: createTeamSchema,
  handler: async ({ ctx, input }) => {
    const { id } = await create(ctx, input);
    await chooseWorkspace(id);
    return { redirectTo: PAGE };
  },
});

export const updateTeam = createRecordAction({
  id: idSchema,
  input: updateTeamSchema,
  handler: async ({ ctx, id, input }) => {
    await update(ctx, id, input);
    // The name stands in the frame of every page, and sums are in the currency.
    revalidatePath("/", "layout");
    return { message: "Saved" };
  },
});

export const deleteTeam = createRecordAction({
  id: idSchema,
  input: deleteTeamSchema,
  handler: async ({ ctx, id, input: { confirm } }) => {
    await erase(ctx, id, confirm);
    return { redirectTo: "/dashboard" };
  },
});

export const transferOwnership = createRecordAction({
  id: idSchema,
  input: transferSchema,
  handler: async ({ ctx, id, input: { userId } }) => {
    const { name } = await transfer(ctx, id, userId);
    revalidatePath(PAGE);
    return { message: `${name} is owner now, and you are admin.` };
  },
});

export const leaveTeam = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    await leave(ctx, id);
    return { redirectTo: "/dashboard" };
  },
});

export const changeRole = createRecordAction({
  id: idSchema,
  input: changeRoleSchema.extend(ofMember.shape),
  handler: async ({ ctx, id, input: { userId, role } }) => {
    const { name } = await setRole(ctx, id, userId, role);
    revalidatePath(PAGE);
    return { message: `${name} is ${role} now.` };
  },
});

export const previewRemoval = createCallAction({
  limit: "lenient",
  input: ofMember.extend({ teamId: idSchema }),
  handler: async ({ ctx, input: { teamId, userId } }) => ({
    removal: await preview(ctx, teamId, userId),
  }),
});

export const removeMember = createRecordAction({
  id: idSchema,
  input: removeMemberSchema.extend(ofMember.shape),
  handler: async ({ ctx, id, input: { userId, ...choice } }) => {
    await remove(ctx, id, userId, choice);
    revalidatePath(PAGE);
    return { message: "Removed" };
  },
});

export const inviteMember = createRecordAction({
  id: idSchema,
  input: inviteMemberSchema,
  handler: async ({ ctx, id, input }) => {
    const { email } = await invite(ctx, id, input);
    revalidatePath(PAGE);
    return { message: `An invitation is on its way to ${email}.` };
  },
});

export const resendInvite = createRecordAction({
  id: idSchema,
  input: ofInvite,
  handler: async ({ ctx, id, input: { inviteId } }) => {
    const { email } = await resend(ctx, id, inviteId);
    revalidatePath(PAGE);
    return { message: `A new invitation is on its way to ${email}.` };
  },
});

export const revokeInvite = createRecordAction({
  id: idSchema,
  input: ofInvite,
  handler: async ({ ctx, id, input: { inviteId } }) => {
    await revoke(ctx, id, inviteId);
    revalidatePath(PAGE);
    return { message: "Revoked" };
  },
});
