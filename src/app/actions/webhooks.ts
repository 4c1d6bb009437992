"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { workspaceById } from "#lib/access/workspace.ts";
import { idSchema } from "#lib/deals/schema.ts";
import { createAction, createRecordAction } from "#lib/http/create-action.ts";
import { AppError } from "#lib/platform/errors.ts";
import { toMoment } from "#lib/platform/local-time.ts";
import { createWebhook } from "#lib/webhooks/create-webhook.ts";
import { deleteWebhook } from "#lib/webhooks/delete-webhook.ts";
import {
  createWebhookFormSchema,
  editWebhookFormSchema,
  replayFormSchema,
  switchWebhookFormSchema,
} from "#lib/webhooks/form-schema.ts";
import { getWebhook } from "#lib/webhooks/get-webhook.ts";
import { replayFailed } from "#lib/webhooks/replay-failed.ts";
import { resendDelivery } from "#lib/webhooks/resend-delivery.ts";
import { rotateSecret } from "#lib/webhooks/rotate-secret.ts";
import { sendTest } from "#lib/webhooks/send-test.ts";
import { updateWebhook } from "#lib/webhooks/update-webhook.ts";

const PAGE = "/settings/webhooks";
const nothing = z.object({});

export const addWebhook = createAction({
  input: createWebhookFormSchema,
  handler: async ({ ctx, input }) => {
    const { webhook, secret } = await createWebhook(ctx, input);
    revalidatePath(PAGE);
    return { message: `${webhook.name} was added.`, secret };
  },
});

export const editWebhook = createRecordAction({
  id: idSchema,
  input: editWebhookFormSchema,
  handler: async ({ ctx, id, input }) => {
    await updateWebhook(ctx, id, input);
    revalidatePath(PAGE, "layout");
    return { message: "Saved" };
  },
});

export const switchWebhook = createRecordAction({
  id: idSchema,
  input: switchWebhookFormSchema,
  handler: async ({ ctx, id, input }) => {
    await updateWebhook(ctx, id, input);
    revalidatePath(PAGE, "layout");
  },
});

export const removeWebhook = createRecordAction({
  id: idSchema,
  input: nothing,
  handler: async ({ ctx, id }) => {
    await deleteWebhook(ctx, id);
    return { redirectTo: PAGE };
  },
});

export const rotateWebhookSecret = createRecordAction({
  id: idSchema,
  input: nothing,
  handler: async ({ ctx, id }) => {
    const { secret } = await rotateSecret(ctx, id);
    revalidatePath(PAGE, "layout");
    return { secret };
  },
});

export const testWebhook = createRecordAction({
  id: idSchema,
  input: nothing,
  handler: async ({ ctx, id }) => {
    const { lastAttempt, status } = await sendTest(ctx, id);
    revalidatePath(PAGE, "layout");
    const answer = lastAttempt?.statusCode
      ? `It answered ${lastAttempt.statusCode} after ${lastAttempt.latencyMs} ms.`
      : (lastAttempt?.error ?? "");
    if (status !== "succeeded") throw new AppError("conflict", `The test failed. ${answer}`);
    return { message: `The test arrived. ${answer}` };
  },
});

/** The id is the delivery's. */
export const resendWebhookDelivery = createRecordAction({
  id: idSchema,
  input: nothing,
  handler: async ({ ctx, id }) => {
    await resendDelivery(ctx, { id });
    revalidatePath(PAGE, "layout");
    revalidatePath("/settings/outbox");
    return { message: "It is on its way again." };
  },
});

export const replayWebhook = createRecordAction({
  id: idSchema,
  input: replayFormSchema,
  handler: async ({ ctx, id, input }) => {
    const { teamId } = await getWebhook(ctx, id);
    const { timezone } = workspaceById(ctx, teamId ?? ctx.user.id);
    const { count } = await replayFailed(ctx, id, { since: toMoment(input.since, timezone) });
    revalidatePath(PAGE, "layout");
    if (count === 0) return { message: "Nothing has failed since then." };
    return {
      message: count === 1 ? "One is on its way again." : `${count} are on their way again.`,
    };
  },
});
