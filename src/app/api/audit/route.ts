import { z } from "zod";
import { listAudit } from "#lib/audit/list-audit.ts";
import { auditEntrySchema, listAuditSchema } from "#lib/audit/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/audit",
  summary: "What was done that concerns security, in a team or in one's own account; latest first",
  tag: "Audit",
  auth: "user",
  limit: "lenient",
  query: listAuditSchema,
  response: z.object({ entries: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, query }) => listAudit(ctx, query),
});
