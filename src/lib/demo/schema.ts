/** How many generated records there are, or were. */
export type DemoCounts = { deals: number; contacts: number; meetings: number; webhooks: number };

export function hasDemoData(counts: DemoCounts): boolean {
  return Object.values(counts).some((count) => count > 0);
}
