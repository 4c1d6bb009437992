"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { workspaceById } from "#lib/access/workspace.ts";
import { bulkFormSchema } from "#lib/deals/bulk-schema.ts";
import { bulkUpdateDeals } from "#lib/deals/bulk-update-deals.ts";
import { createDeal as create } from "#lib/deals/create-deal.ts";
import { deleteDeal as remove } from "#lib/deals/delete-deal.ts";
import {
  dealFormSchema,
  editDealFormSchema,
  touchpointFormSchema,
} from "#lib/deals/form-schema.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { forgetDeleted, rememberDeleted } from "#lib/deals/just-deleted.ts";
import { logEvent } from "#lib/deals/log-event.ts";
import { restoreDeal as restore } from "#lib/deals/restore-deal.ts";
import { idSchema, updateDealSchema } from "#lib/deals/schema.ts";
import { STAGE_LABELS } from "#lib/deals/stages.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { createAction, createCallAction, createRecordAction } from "#lib/http/create-action.ts";
import { toMoment } from "#lib/platform/local-time.ts";

export const createDeal = createAction({
  input: dealFormSchema,
  handler: async ({ ctx, input }) => {
    const { id } = await create(ctx, input);
    return { redirectTo: `/deals/${id}` };
  },
});

export const editDeal = createRecordAction({
  id: idSchema,
  input: editDealFormSchema,
  handler: async ({ ctx, id, input }) => {
    await updateDeal(ctx, id, input);
    return { redirectTo: `/deals/${id}` };
  },
});

export const moveStage = createRecordAction({
  id: idSchema,
  input: updateDealSchema.pick({ stage: true, version: true }).required({ stage: true }),
  handler: async ({ ctx, id, input }) => {
    const deal = await updateDeal(ctx, id, input);
    revalidatePath(`/deals/${id}`);
    return { message: `Moved to ${STAGE_LABELS[deal.stage]}` };
  },
});

export const assignDeal = createRecordAction({
  id: idSchema,
  input: updateDealSchema.pick({ assigneeId: true, version: true }).required({ assigneeId: true }),
  handler: async ({ ctx, id, input }) => {
    const { assignee } = await updateDeal(ctx, id, input);
    revalidatePath(`/deals/${id}`);
    return { message: assignee ? `Assigned to ${assignee.name}` : "Assigned to nobody" };
  },
});

export const setNextStep = createRecordAction({
  id: idSchema,
  input: updateDealSchema.pick({ nextStep: true, nextStepDueOn: true, version: true }),
  handler: async ({ ctx, id, input }) => {
    await updateDeal(ctx, id, input);
    revalidatePath(`/deals/${id}`);
    return { message: "Next step saved" };
  },
});

export const logTouchpoint = createRecordAction({
  id: idSchema,
  input: touchpointFormSchema,
  handler: async ({ ctx, id, input }) => {
    const { teamId } = await getDeal(ctx, id);
    const { timezone } = workspaceById(ctx, teamId ?? ctx.user.id);
    const { occurredAt: local, ...touchpoint } = input;
    const occurredAt = local && toMoment(local, timezone);
    await logEvent(ctx, id, { ...touchpoint, ...(occurredAt ? { occurredAt } : {}) }, "manual");
    revalidatePath(`/deals/${id}`);
    return { message: "Logged" };
  },
});

export const deleteDeal = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    await remove(ctx, id);
    await rememberDeleted(id);
    return { redirectTo: "/deals" };
  },
});

export const restoreDeal = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    await restore(ctx, id);
    await forgetDeleted();
    return { redirectTo: `/deals/${id}` };
  },
});

export const changeDeals = createCallAction({
  limit: "strict",
  input: bulkFormSchema,
  handler: async ({ ctx, input }) => {
    const report = await bulkUpdateDeals(ctx, input);
    revalidatePath("/", "layout");
    return { report };
  },
});
