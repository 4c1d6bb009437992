"use server";

import { revalidatePath } from "next/cache";
import { updateProfileSchema } from "#lib/account/schema.ts";
import { updateProfile as update } from "#lib/account/update-profile.ts";
import { createAction } from "#lib/http/create-action.ts";

export const updateProfile = createAction({
  input: updateProfileSchema,
  handler: async ({ ctx, input }) => {
    await update(ctx, input);
    // The name stands in the frame of every page.
    revalidatePath("/", "layout");
    return { message: "Saved" };
  },
});
