"use server";

import { z } from "zod";
import { chooseWorkspace } from "#lib/access/current-workspace.ts";
import { workspaceById } from "#lib/access/workspace.ts";
import { idSchema } from "#lib/deals/schema.ts";
import { createAction } from "#lib/http/create-action.ts";
import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";

const choose = createAction({
  input: z.object({ workspaceId: idSchema }),
  handler: async ({ ctx, input }) => {
    await chooseWorkspace(workspaceById(ctx, input.workspaceId).id);
    return { redirectTo: "/dashboard" };
  },
});

/** Shows another of the person's workspaces from now on; one that is not theirs changes nothing. */
export async function switchWorkspace(formData: FormData): Promise<void> {
  await choose(EMPTY_FORM_STATE, formData);
}
