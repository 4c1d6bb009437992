import { z } from "zod";
import { listEvents } from "#lib/deals/list-events.ts";
import { logEvent } from "#lib/deals/log-event.ts";
import { dealEventSchema, idSchema, logEventSchema, pageSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";

const params = z.object({ id: idSchema });
const path = "/api/deals/{id}/events";

export const GET = createRoute({
  method: "GET",
  path,
  summary: "The event log of a deal, newest first",
  tag: "Deals",
  auth: "user",
  limit: "lenient",
  params,
  query: pageSchema,
  response: z.object({ events: z.array(dealEventSchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, params: { id }, query }) => listEvents(ctx, id, query),
});

export const POST = createRoute({
  method: "POST",
  path,
  summary: "Log a touchpoint",
  tag: "Deals",
  auth: "user",
  limit: "standard",
  params,
  body: logEventSchema,
  response: z.object({ event: dealEventSchema }),
  status: 201,
  handler: async ({ ctx, params: { id }, body }) => ({
    event: await logEvent(ctx, id, body, "api"),
  }),
});
