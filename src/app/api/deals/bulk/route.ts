import { bulkReportSchema, bulkUpdateSchema } from "#lib/deals/bulk-schema.ts";
import { bulkUpdateDeals } from "#lib/deals/bulk-update-deals.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/deals/bulk",
  summary: "Assign, move, delete or restore up to 500 deals",
  tag: "Deals",
  auth: "user",
  limit: "strict",
  body: bulkUpdateSchema,
  response: bulkReportSchema,
  handler: ({ ctx, body }) => bulkUpdateDeals(ctx, body),
});
