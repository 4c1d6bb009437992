import type { Candidate } from "#lib/meetings/match-deals.ts";
import type { Tx } from "#lib/platform/db.ts";

/** Of a workspace with very many open deals, those most likely to be met about. */
const MOST = 20_000;

/** The open deals of a workspace as far as matching looks at them. */
export function findCandidates(tx: Tx, workspaceId: string): Promise<Candidate[]> {
  return tx.deal.findMany({
    where: { workspaceId, isOpen: true, deletedAt: null },
    orderBy: [{ priority: "desc" }, { id: "asc" }],
    take: MOST,
    select: { id: true, name: true, company: true, companyDomain: true },
  });
}

/** The domains under which the people of a workspace have their addresses. */
export async function findOwnDomains(
  tx: Tx,
  { teamId, userId }: { teamId: string | null; userId: string },
): Promise<Set<string>> {
  const people = await tx.user.findMany({
    where: teamId ? { memberships: { some: { teamId } } } : { id: userId },
    select: { email: true },
  });
  return new Set(people.flatMap(({ email }) => email.split("@")[1]?.toLowerCase() ?? []));
}
