import { z } from "zod";
import { listTimeline } from "#lib/deals/list-timeline.ts";
import { idSchema, pageSchema } from "#lib/deals/schema.ts";
import { timelineEntrySchema } from "#lib/deals/timeline-schema.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/deals/{id}/timeline",
  summary: "The audit trail of a deal: who did what, before and after; latest first",
  tag: "Deals",
  auth: "user",
  limit: "lenient",
  params: z.object({ id: idSchema }),
  query: pageSchema,
  response: z.object({ entries: z.array(timelineEntrySchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, params: { id }, query }) => listTimeline(ctx, id, query),
});
