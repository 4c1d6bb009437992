import { Prisma } from "#generated/prisma/client.ts";
import type { Workspace } from "#lib/access/workspace.ts";
import { STAGE_LABELS, type Stage } from "#lib/deals/stages.ts";
import { db } from "#lib/platform/db.ts";
import { BANDS, type Band } from "#lib/risk/types.ts";

/** Something that is different since a moment, as a sentence that reads on from the deal's name. */
export type RecentChange = {
  id: string;
  dealId: string;
  dealName: string;
  what: string;
  band: Band | null;
  at: string;
};

/** Deals looked at: the most recently changed, and those that matter most now. */
const LOOKED_AT = 300;

/**
 * What changed in a workspace since a moment: stages moved, deals added, bands changed; newest first.
 * With a person only in deals that they own or are assigned to.
 */
export async function getRecentChanges(
  workspace: Workspace,
  since: Date,
  limit: number,
  personId: string | null = null,
): Promise<RecentChange[]> {
  const whose =
    personId === null
      ? Prisma.empty
      : Prisma.sql`AND ("userId" = ${personId} OR "assignedToId" = ${personId})`;
  const [moves, bands] = await Promise.all([
    stageMoves(workspace.id, since, whose),
    bandMoves(workspace.id, since, whose),
  ]);
  return [...moves, ...bands].sort((a, b) => b.at.localeCompare(a.at)).slice(0, limit);
}

async function stageMoves(
  workspaceId: string,
  since: Date,
  whose: Prisma.Sql,
): Promise<RecentChange[]> {
  const rows = await db().$queryRaw<
    { id: string; dealId: string; name: string; type: string; stage: Stage; at: Date }[]
  >`
    SELECT e.id, d.id AS "dealId", d.name, e.type::text AS type,
      COALESCE(e.payload->>'to', e.payload->>'stage') AS stage, e."occurredAt" AS at
    FROM (
      SELECT id, name FROM "Deal"
      WHERE "workspaceId" = ${workspaceId} AND "deletedAt" IS NULL AND "updatedAt" >= ${since}
        ${whose}
      ORDER BY "updatedAt" DESC LIMIT ${LOOKED_AT}
    ) d
    CROSS JOIN LATERAL (
      SELECT e.id, e.type, e.payload, e."occurredAt" FROM "DealEvent" e
      WHERE e."dealId" = d.id AND e.type IN ('deal_created', 'stage_changed')
        AND e."occurredAt" >= ${since}
      ORDER BY e."occurredAt" DESC LIMIT 1
    ) e`;
  return rows.map((row) => ({
    id: row.id,
    dealId: row.dealId,
    dealName: row.name,
    what:
      row.type === "deal_created"
        ? `was added in ${STAGE_LABELS[row.stage]}`
        : `moved to ${STAGE_LABELS[row.stage]}`,
    band: null,
    at: row.at.toISOString(),
  }));
}

async function bandMoves(
  workspaceId: string,
  since: Date,
  whose: Prisma.Sql,
): Promise<RecentChange[]> {
  const rows = await db().$queryRaw<
    { id: string; name: string; band: Band; before: Band; at: Date }[]
  >`
    SELECT d.id, d.name, d."riskBand"::text AS band, s.band::text AS before, t.at
    FROM (
      SELECT id, name, "riskBand" FROM "Deal"
      WHERE "workspaceId" = ${workspaceId} AND "isOpen" AND "deletedAt" IS NULL ${whose}
      ORDER BY priority DESC, id LIMIT ${LOOKED_AT}
    ) d
    CROSS JOIN LATERAL (
      SELECT band FROM "RiskSnapshot" WHERE "dealId" = d.id AND at < ${since}
      ORDER BY at DESC LIMIT 1
    ) s
    CROSS JOIN LATERAL (
      SELECT at FROM "RiskSnapshot" WHERE "dealId" = d.id AND at >= ${since} AND band = d."riskBand"
      ORDER BY at LIMIT 1
    ) t
    WHERE s.band <> d."riskBand"`;
  return rows.map((row) => ({
    id: `band-${row.id}`,
    dealId: row.id,
    dealName: row.name,
    what: `${BANDS.indexOf(row.band) > BANDS.indexOf(row.before) ? "became" : "came down to"} ${BAND_WORDS[row.band]}`,
    band: row.band,
    at: row.at.toISOString(),
  }));
}

const BAND_WORDS: Record<Band, string> = { low: "Low", medium: "Medium", high: "High" };
