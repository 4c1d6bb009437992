"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { WORKSPACE_COOKIE } from "#lib/access/current-workspace.ts";
import { workspaceById } from "#lib/access/workspace.ts";
import { idSchema } from "#lib/deals/schema.ts";
import { createAction } from "#lib/http/create-action.ts";
import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";
import { env } from "#lib/platform/env.ts";

const YEAR_SECONDS = 31_536_000;

const choose = createAction({
  input: z.object({ workspaceId: idSchema }),
  handler: async ({ ctx, input }) => {
    const { id } = workspaceById(ctx, input.workspaceId);
    (await cookies()).set(WORKSPACE_COOKIE, id, {
      httpOnly: true,
      sameSite: "lax",
      secure: env().appUrl.startsWith("https:"),
      maxAge: YEAR_SECONDS,
      path: "/",
    });
    return { redirectTo: "/dashboard" };
  },
});

/** Shows another of the person's workspaces from now on; one that is not theirs changes nothing. */
export async function switchWorkspace(formData: FormData): Promise<void> {
  await choose(EMPTY_FORM_STATE, formData);
}
