"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createAction, createCallAction, createRecordAction } from "#lib/http/create-action.ts";
import { AppError } from "#lib/platform/errors.ts";
import { createChannel } from "#lib/slack/create-channel.ts";
import { deleteChannel } from "#lib/slack/delete-channel.ts";
import { createSlackFormSchema, editSlackFormSchema } from "#lib/slack/form-schema.ts";
import { retryMessage } from "#lib/slack/retry-message.ts";
import { retryMessages } from "#lib/slack/retry-messages.ts";
import { testSlackSchema } from "#lib/slack/schema.ts";
import { sendTestMessage } from "#lib/slack/send-test-message.ts";
import { testChannel } from "#lib/slack/test-channel.ts";
import { updateChannel } from "#lib/slack/update-channel.ts";

const PAGE = "/settings/slack";

export const testSlackAddress = createCallAction({
  limit: "strict",
  input: testSlackSchema.extend({ teamId: idSchema.or(z.literal("").transform(() => null)) }),
  handler: ({ ctx, input }) => sendTestMessage(ctx, input),
});

export const addSlackChannel = createAction({
  input: createSlackFormSchema,
  handler: async ({ ctx, input }) => {
    const { channelName } = await createChannel(ctx, input);
    revalidatePath(PAGE);
    return { message: `${channelName} was added.` };
  },
});

export const editSlackChannel = createRecordAction({
  id: idSchema,
  input: editSlackFormSchema,
  handler: async ({ ctx, id, input }) => {
    await updateChannel(ctx, id, input);
    revalidatePath(PAGE);
    return { message: "Saved" };
  },
});

export const switchSlackChannel = createRecordAction({
  id: idSchema,
  input: z.object({ isActive: z.enum(["true", "false"]).transform((on) => on === "true") }),
  handler: async ({ ctx, id, input: { isActive } }) => {
    await updateChannel(ctx, id, { isActive });
    revalidatePath(PAGE);
  },
});

export const deleteSlackChannel = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    await deleteChannel(ctx, id);
    revalidatePath(PAGE);
  },
});

export const testSlackChannel = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    const { hasArrived, reason } = await testChannel(ctx, id);
    // Also where it did not arrive: that may have switched the channel off.
    revalidatePath(PAGE);
    if (!hasArrived) throw new AppError("conflict", `It did not arrive. ${reason}`);
    return { message: "The test message has arrived in Slack." };
  },
});

export const retrySlackChannel = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    const { count } = await retryMessages(ctx, id);
    revalidatePath(PAGE);
    return { message: count === 1 ? "It is on its way again." : "They are on their way again." };
  },
});

export const retrySlackMessage = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    await retryMessage(ctx, id);
    revalidatePath("/settings/outbox");
    return { message: "It is on its way again." };
  },
});
