"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { removeFromWorkspace } from "#lib/demo/remove-from-workspace.ts";
import { createRecordAction } from "#lib/http/create-action.ts";

export const removeDemoData = createRecordAction({
  id: idSchema,
  input: z.object({}),
  handler: async ({ ctx, id }) => {
    const { deals } = await removeFromWorkspace(ctx, id);
    revalidatePath("/", "layout");
    return { message: `Removed: ${deals.toLocaleString("en")} ${deals === 1 ? "deal" : "deals"}` };
  },
});
