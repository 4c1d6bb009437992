import { z } from "zod";
import { dealSchema, idSchema } from "#lib/deals/schema.ts";
import { BANDS } from "#lib/risk/types.ts";

/** Shapes of the summary of what is at risk. Safe for the browser. */

export const alertsQuerySchema = z.object({
  workspaceId: idSchema
    .optional()
    .meta({ description: "A team's id, or one's own for personal deals; all of them without it." }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(10)
    .meta({ description: "Deals and actions listed for each workspace." }),
});
export type AlertsQuery = z.infer<typeof alertsQuerySchema>;

const moment = z.iso.datetime();

export const alertSchema = z
  .object({
    workspace: z.object({ id: z.string(), teamId: z.string().nullable(), name: z.string() }),
    currency: z.string().length(3),
    bands: z
      .array(
        z.object({
          band: z.enum(BANDS),
          count: z.number().int(),
          value: z.number().meta({ description: "In major units of the workspace's currency." }),
          withoutRate: z.number().int().meta({
            description: "Deals in `count` whose currency has no rate, so that `value` lacks them.",
          }),
        }),
      )
      .meta({ description: "All open deals, the worst band first." }),
    deals: z.array(dealSchema).meta({
      description: "Those that need attention most: above Low, not snoozed, by priority.",
    }),
    overdueActions: z.object({
      count: z.number().int(),
      actions: z.array(
        z.object({ dealId: z.string(), dealName: z.string(), label: z.string(), dueAt: moment }),
      ),
    }),
  })
  .meta({ id: "Alert" });
export type AlertDto = z.infer<typeof alertSchema>;
