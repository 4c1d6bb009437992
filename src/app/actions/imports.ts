"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { createCallAction } from "#lib/http/create-action.ts";
import { importFile, UPLOAD_LIMITS } from "#lib/imports/import-file.ts";
import { previewFile } from "#lib/imports/preview-file.ts";
import { importOptionsJson } from "#lib/imports/schema.ts";

const input = z.object({
  file: z.instanceof(File).refine(({ size }) => size > 0, "The file is empty."),
  options: importOptionsJson,
});

export const previewImport = createCallAction({
  limit: "standard",
  input,
  handler: async ({ ctx, input: { file, options } }) => {
    const { id } = await currentWorkspace(ctx);
    const request = { workspaceId: id, options, ...UPLOAD_LIMITS };
    return { preview: await previewFile(ctx, () => file.stream(), request) };
  },
});

export const runImport = createCallAction({
  limit: "strict",
  input,
  handler: async ({ ctx, input: { file, options } }) => {
    const { id } = await currentWorkspace(ctx);
    const request = { workspaceId: id, options, ...UPLOAD_LIMITS };
    const report = await importFile(ctx, () => file.stream(), request);
    revalidatePath("/", "layout");
    return { report };
  },
});
