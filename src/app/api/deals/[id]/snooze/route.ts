import { z } from "zod";
import { dealSchema, idSchema, snoozeDealSchema } from "#lib/deals/schema.ts";
import { snoozeDeal } from "#lib/deals/snooze-deal.ts";
import { wakeDeal } from "#lib/deals/wake-deal.ts";
import { createRoute } from "#lib/http/create-route.ts";

const params = z.object({ id: idSchema });
const path = "/api/deals/{id}/snooze";

export const PUT = createRoute({
  method: "PUT",
  path,
  summary: "Snooze a deal until a day, with a reason",
  tag: "Deals",
  auth: "user",
  limit: "standard",
  params,
  body: snoozeDealSchema,
  response: z.object({ deal: dealSchema }),
  handler: async ({ ctx, params: { id }, body }) => ({ deal: await snoozeDeal(ctx, id, body) }),
});

export const DELETE = createRoute({
  method: "DELETE",
  path,
  summary: "Wake a snoozed deal",
  tag: "Deals",
  auth: "user",
  limit: "standard",
  params,
  response: z.object({ deal: dealSchema }),
  handler: async ({ ctx, params: { id } }) => ({ deal: await wakeDeal(ctx, id) }),
});
