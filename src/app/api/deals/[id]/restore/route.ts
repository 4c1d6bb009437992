import { z } from "zod";
import { restoreDeal } from "#lib/deals/restore-deal.ts";
import { dealSchema, idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/deals/{id}/restore",
  summary: "Bring a deleted deal back",
  tag: "Deals",
  auth: "user",
  limit: "standard",
  params: z.object({ id: idSchema }),
  response: z.object({ deal: dealSchema }),
  handler: async ({ ctx, params: { id } }) => ({ deal: await restoreDeal(ctx, id) }),
});
