import { z } from "zod";

/** A moment in a query, ISO 8601 with its offset; not required. */
export function momentParam(description: string) {
  return z.iso
    .datetime({ offset: true, error: "must be a moment as 2026-01-31T14:00:00Z" })
    .optional()
    .meta({ description });
}

/** A moment in the address of a page: epoch milliseconds, as a slider sends it, or ISO 8601. */
export function readMoment(text: string): Date | undefined {
  const moment = new Date(/^\d{1,15}$/.test(text) ? Number(text) : text);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
