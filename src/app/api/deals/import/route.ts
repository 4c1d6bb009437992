import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { readUpload } from "#lib/http/read-upload.ts";
import { importFile, UPLOAD_LIMITS } from "#lib/imports/import-file.ts";
import { importOptionsJson, importReportSchema } from "#lib/imports/schema.ts";

/** As long as the platform allows: 10 MB of rows take a while. */
export const maxDuration = 300;

export const POST = createRoute({
  method: "POST",
  path: "/api/deals/import",
  summary: "Import a CSV of deals, activities or stage history",
  tag: "Deals",
  auth: "user",
  limit: "strict",
  query: z.object({
    workspaceId: idSchema.optional().meta({
      description: "A team's id, or your own for personal deals; your first team when left out.",
    }),
    options: importOptionsJson.optional().meta({
      description: "JSON: kind, mapping, stages, currency, timeZone, dateOrder, decimal, …",
    }),
  }),
  body: "bytes",
  response: importReportSchema,
  handler: async ({ ctx, query: { workspaceId, options }, body, request }) => {
    const file = await readUpload(request, body);
    return importFile(ctx, () => file.stream(), {
      ...(workspaceId ? { workspaceId } : {}),
      options: options ?? {},
      ...UPLOAD_LIMITS,
    });
  },
});
