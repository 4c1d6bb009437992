"use server";

import { revalidatePath } from "next/cache";
import { cookies, headers } from "next/headers";
import { WORKSPACE_COOKIE } from "#lib/access/current-workspace.ts";
import { deleteAccount as erase } from "#lib/account/delete-account.ts";
import { FAREWELL } from "#lib/account/farewell.ts";
import { deleteAccountSchema, updateProfileSchema } from "#lib/account/schema.ts";
import { updateProfile as update } from "#lib/account/update-profile.ts";
import { identityProvider } from "#lib/auth/identity.ts";
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

export const deleteAccount = createAction({
  input: deleteAccountSchema,
  handler: async ({ ctx, input: { confirm } }) => {
    await erase(ctx, confirm);
    const provider = await identityProvider();
    const names = await provider.endSession(await headers());
    const jar = await cookies();
    for (const name of [...names, WORKSPACE_COOKIE]) jar.delete(name);
    return { redirectTo: `/#${FAREWELL}` };
  },
});
