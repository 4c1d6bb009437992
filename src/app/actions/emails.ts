"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { retryEmail } from "#lib/email/retry-email.ts";
import { createRecordAction } from "#lib/http/create-action.ts";

export const retryFailedEmail = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    await retryEmail(ctx, id);
    revalidatePath("/settings/outbox");
    return { message: "It is on its way again." };
  },
});
