import { z } from "zod";
import { dealSchema, searchDealsSchema } from "#lib/deals/schema.ts";
import { searchDeals } from "#lib/deals/search-deals.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/deals/search",
  summary: "Find deals by name, company or contact",
  tag: "Deals",
  auth: "user",
  limit: "lenient",
  query: searchDealsSchema,
  response: z.object({ deals: z.array(dealSchema) }),
  handler: async ({ ctx, query }) => ({ deals: await searchDeals(ctx, query) }),
});
