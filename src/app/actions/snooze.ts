"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { idSchema, snoozeDealSchema } from "#lib/deals/schema.ts";
import { snoozeDeal as snooze } from "#lib/deals/snooze-deal.ts";
import { wakeDeal as wake } from "#lib/deals/wake-deal.ts";
import { createRecordAction } from "#lib/http/create-action.ts";

export const snoozeDeal = createRecordAction({
  id: idSchema,
  input: snoozeDealSchema,
  handler: async ({ ctx, id, input }) => {
    await snooze(ctx, id, input);
    revalidatePath(`/deals/${id}`);
    return undefined;
  },
});

export const wakeDeal = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    await wake(ctx, id);
    revalidatePath(`/deals/${id}`);
    return undefined;
  },
});
