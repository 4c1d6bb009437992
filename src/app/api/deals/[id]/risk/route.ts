import { z } from "zod";
import { getDealRisk } from "#lib/deals/get-deal-risk.ts";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { riskReportSchema, toRiskReportDto } from "#lib/risk/wire.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/deals/{id}/risk",
  summary: "The risk assessment of a deal, now or replayed",
  tag: "Deals",
  auth: "user",
  limit: "lenient",
  params: z.object({ id: idSchema }),
  query: z.object({
    at: z.iso
      .datetime({ offset: true, error: "must be a moment as 2026-01-31T14:00:00Z" })
      .optional()
      .meta({ description: "Replays the assessment as it was known at this moment." }),
  }),
  response: z.object({ risk: riskReportSchema }),
  handler: async ({ ctx, params: { id }, query: { at } }) => ({
    risk: toRiskReportDto(await getDealRisk(ctx, id, at ? new Date(at) : undefined)),
  }),
});
