import { z } from "zod";

/** Shapes of a deal's audit trail at every boundary. Safe for the browser. */

const side = z.record(z.string(), z.unknown()).nullable();

export const timelineEntrySchema = z
  .object({
    id: z.string(),
    place: z.number().int().meta({ description: "In the deal's chain, from 1." }),
    actor: z
      .object({ id: z.string().nullable(), name: z.string() })
      .meta({ description: "As named then; without an id where nobody acted." }),
    action: z.string().meta({ description: "As `deal.updated`." }),
    before: side,
    after: side,
    names: z
      .record(z.string(), z.string())
      .meta({ description: "The present names of the people whose ids stand in the two sides." }),
    requestId: z.string().nullable(),
    occurredAt: z.iso.datetime(),
    hash: z.string().meta({ description: "SHA-256 over the entry and the hash before it." }),
  })
  .meta({ id: "TimelineEntry" });
export type TimelineEntryDto = z.infer<typeof timelineEntrySchema>;
