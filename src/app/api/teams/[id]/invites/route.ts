import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { inviteMember } from "#lib/teams/invite-member.ts";
import { listInvites } from "#lib/teams/list-invites.ts";
import { inviteMemberSchema, inviteSchema, listInvitesSchema } from "#lib/teams/schema.ts";

const params = z.object({ id: idSchema });
const path = "/api/teams/{id}/invites";

export const GET = createRoute({
  method: "GET",
  path,
  summary: "The invitations of a team, newest first",
  tag: "Teams",
  auth: "user",
  limit: "lenient",
  params,
  query: listInvitesSchema,
  response: z.object({ invites: z.array(inviteSchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, params: { id }, query }) => listInvites(ctx, id, query),
});

export const POST = createRoute({
  method: "POST",
  path,
  summary: "Invite somebody by e-mail",
  tag: "Teams",
  auth: "user",
  limit: "strict",
  params,
  body: inviteMemberSchema,
  response: z.object({ invite: inviteSchema }),
  status: 201,
  handler: async ({ ctx, params: { id }, body }) => ({ invite: await inviteMember(ctx, id, body) }),
});
