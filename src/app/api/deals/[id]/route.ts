import { z } from "zod";
import { deleteDeal } from "#lib/deals/delete-deal.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { getDealRisk } from "#lib/deals/get-deal-risk.ts";
import { dealSchema, idSchema, updateDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { riskReportSchema, toRiskReportDto } from "#lib/risk/wire.ts";

const params = z.object({ id: idSchema });
const path = "/api/deals/{id}";

export const GET = createRoute({
  method: "GET",
  path,
  summary: "One deal with its risk assessment",
  tag: "Deals",
  auth: "user",
  limit: "lenient",
  params,
  response: z.object({ deal: dealSchema, risk: riskReportSchema }),
  handler: async ({ ctx, params: { id } }) => ({
    deal: await getDeal(ctx, id),
    risk: toRiskReportDto(await getDealRisk(ctx, id)),
  }),
});

export const PATCH = createRoute({
  method: "PATCH",
  path,
  summary: "Change fields of a deal, its stage included",
  tag: "Deals",
  auth: "user",
  limit: "standard",
  params,
  body: updateDealSchema,
  response: z.object({ deal: dealSchema }),
  handler: async ({ ctx, params: { id }, body }) => ({ deal: await updateDeal(ctx, id, body) }),
});

export const DELETE = createRoute({
  method: "DELETE",
  path,
  summary: "Delete a deal",
  tag: "Deals",
  auth: "user",
  limit: "standard",
  params,
  response: z.object({ id: z.string() }),
  handler: async ({ ctx, params: { id } }) => {
    await deleteDeal(ctx, id);
    return { id };
  },
});
