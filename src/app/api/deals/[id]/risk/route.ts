import { z } from "zod";
import { getDealRisk } from "#lib/deals/get-deal-risk.ts";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { momentParam } from "#lib/http/moment-param.ts";
import { KNOWN } from "#lib/risk/types.ts";
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
    at: momentParam("Replays the assessment at this moment."),
    known: z.enum(KNOWN).default("then").meta({
      description:
        "then: from what was recorded by that moment and the rules then in force, as it was stored. later: from what had happened by then, whenever it was recorded, and today's rules.",
    }),
  }),
  response: z.object({ risk: riskReportSchema }),
  handler: async ({ ctx, params: { id }, query: { at, known } }) => ({
    risk: toRiskReportDto(await getDealRisk(ctx, id, at ? new Date(at) : undefined, known)),
  }),
});
