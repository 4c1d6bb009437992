import { z } from "zod";
import { exportAudit } from "#lib/audit/export-audit.ts";
import { auditEntrySchema, exportAuditSchema } from "#lib/audit/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { streamText } from "#lib/http/stream-text.ts";

const TYPES = { csv: "text/csv", json: "application/json" } as const;

export const GET = createRoute({
  method: "GET",
  path: "/api/audit/export",
  summary: "The audit log as a file, streamed; that it was taken along is an entry of its own",
  tag: "Audit",
  auth: "user",
  limit: "strict",
  query: exportAuditSchema,
  response: z.object({ entries: z.array(auditEntrySchema) }),
  produces: ["text/csv", "application/json"],
  handler: async ({ ctx, query: { format, ...filter } }) =>
    streamText(await exportAudit(ctx, filter, format), {
      type: TYPES[format],
      filename: `audit-log-${ctx.now.toISOString().slice(0, 10)}.${format}`,
    }),
});
