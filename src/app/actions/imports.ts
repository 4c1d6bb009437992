"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { createCallAction } from "#lib/http/create-action.ts";
import { importFile } from "#lib/imports/import-file.ts";
import { previewImport as preview } from "#lib/imports/preview-import.ts";
import { importOptionsJson } from "#lib/imports/schema.ts";

const MAX_ROWS = 50_000;
const LISTED_ERRORS = 500;

const input = z.object({
  file: z.instanceof(File).refine(({ size }) => size > 0, "The file is empty."),
  options: importOptionsJson,
});

export const previewImport = createCallAction({
  limit: "standard",
  input,
  handler: async ({ ctx, input: { file, options } }) => {
    const { currency, timezone } = await currentWorkspace(ctx);
    const defaults = { currency, timeZone: timezone };
    const { plan, ...found } = await preview(() => file.stream(), options, defaults, {
      now: ctx.now,
      maxRows: MAX_ROWS,
    });
    const columns = Object.entries(plan.mapping.fields).flatMap(([field, mapped]) =>
      mapped ? [[field, mapped.column]] : [],
    );
    return {
      preview: {
        ...found,
        kind: plan.kind,
        header: plan.header,
        samples: plan.samples,
        columns: Object.fromEntries(columns) as Record<string, number>,
        unknownStages: plan.unknownStages,
      },
    };
  },
});

export const runImport = createCallAction({
  limit: "strict",
  input,
  handler: async ({ ctx, input: { file, options } }) => {
    const { id } = await currentWorkspace(ctx);
    const report = await importFile(ctx, () => file.stream(), {
      workspaceId: id,
      options,
      maxRows: MAX_ROWS,
      maxErrors: LISTED_ERRORS,
    });
    revalidatePath("/", "layout");
    return { report };
  },
});
