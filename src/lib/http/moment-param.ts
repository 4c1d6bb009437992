import { z } from "zod";

/** A moment in a query, ISO 8601 with its offset; not required. */
export function momentParam(description: string) {
  return z.iso
    .datetime({ offset: true, error: "must be a moment as 2026-01-31T14:00:00Z" })
    .optional()
    .meta({ description });
}
