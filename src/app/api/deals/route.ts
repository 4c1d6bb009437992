import { z } from "zod";
import { createDeal } from "#lib/deals/create-deal.ts";
import { listDeals } from "#lib/deals/list-deals.ts";
import { createDealSchema, dealSchema, listDealsSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/deals",
  summary: "List deals, highest risk first",
  tag: "Deals",
  auth: "user",
  limit: "lenient",
  query: listDealsSchema,
  response: z.object({ deals: z.array(dealSchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, query }) => listDeals(ctx, query),
});

export const POST = createRoute({
  method: "POST",
  path: "/api/deals",
  summary: "Create a deal",
  tag: "Deals",
  auth: "user",
  limit: "standard",
  body: createDealSchema,
  response: z.object({ deal: dealSchema }),
  status: 201,
  handler: async ({ ctx, body }) => ({ deal: await createDeal(ctx, body) }),
});
