import type { RemovalDto } from "#lib/teams/schema.ts";

type Counts = { open: number; closed: number };

/** "12 open and 30 closed deals", "1 open deal"; null for none. */
export function dealsInWords({ open, closed }: Counts): string | null {
  if (open + closed === 0) return null;
  const parts = [
    ...(open > 0 ? [`${open.toLocaleString("en")} open`] : []),
    ...(closed > 0 ? [`${closed.toLocaleString("en")} closed`] : []),
  ];
  const isOne = open + closed === 1;
  return `${parts.join(" and ")} ${isOne ? "deal" : "deals"}`;
}

/** What happens to what somebody leaves behind when nobody chooses otherwise, for themselves to read. */
export function leavingInWords({ owned, assigned, heir }: RemovalDto): string[] {
  const own = dealsInWords(owned);
  const others = dealsInWords(assigned);
  if (!own && !others) return ["You own no deals here, and none is assigned to you."];
  return [
    ...(own ? [`The ${own} that you own will be ${heir?.name ?? "the owner"}’s.`] : []),
    ...(others ? [`The ${others} of others that you work on will be assigned to nobody.`] : []),
  ];
}
