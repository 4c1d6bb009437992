import { z } from "zod";
import { explainRiskChange } from "#lib/deals/explain-risk-change.ts";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { momentParam } from "#lib/http/moment-param.ts";
import { riskMoveSchema, toRiskMoveDto } from "#lib/risk/wire.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/deals/{id}/risk/changes",
  summary: "Why a deal's score moved between two moments",
  tag: "Deals",
  auth: "user",
  limit: "lenient",
  params: z.object({ id: idSchema }),
  query: z.object({
    from: momentParam("A week before `to` unless given, or when the deal became known."),
    to: momentParam("Now unless given."),
  }),
  response: z.object({ changes: riskMoveSchema }),
  handler: async ({ ctx, params: { id }, query: { from, to } }) => ({
    changes: toRiskMoveDto(
      await explainRiskChange(ctx, id, {
        from: from ? new Date(from) : undefined,
        to: to ? new Date(to) : undefined,
      }),
    ),
  }),
});
