import { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { dealScope, readableWorkspaces } from "#lib/access/scope.ts";
import { containing } from "#lib/deals/deal-filter.ts";
import { type DealRow, dealSelect } from "#lib/deals/queries.ts";
import type { DealDto } from "#lib/deals/schema.ts";
import { withCurrentRisk } from "#lib/deals/with-current-risk.ts";
import { db, transaction } from "#lib/platform/db.ts";

/** Matches looked at before ranking: a word that half the deals contain must not cost a full sort. */
const CANDIDATES = 200;
/** How alike a word must be to pass for a typing error: pg_trgm's word similarity, 0–1. */
const TOLERANCE = 0.45;
const TRIGRAM = 3;

/**
 * Deals whose name, company or contact contains the text, best match first; when there are too few,
 * also those that come close (typing errors), where the server has pg_trgm.
 */
export async function searchDeals(
  ctx: Context,
  { q, limit }: { q: string; limit: number },
): Promise<DealDto[]> {
  const text = q.toLowerCase();
  const scope = readableWorkspaces(ctx);
  const exact = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM (
      SELECT id, name, company, "isOpen", value FROM "Deal"
      WHERE "workspaceId" = ANY(${scope}) AND "deletedAt" IS NULL
        AND ${matching(q)}
      LIMIT ${CANDIDATES}
    ) found
    ORDER BY lower(name) = ${text} DESC, starts_with(lower(name), ${text}) DESC,
      starts_with(lower(COALESCE(company, '')), ${text}) DESC, "isOpen" DESC, value DESC, id
    LIMIT ${limit}`;
  const ids = exact.map(({ id }) => id);
  if (ids.length < limit && text.length >= TRIGRAM && (await hasTrigrams())) {
    ids.push(...(await closeMatches(text, scope, limit - ids.length, ids)));
  }
  const rows = await db().deal.findMany({
    where: { id: { in: ids }, ...dealScope(ctx, "deal.read") },
    select: dealSelect,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const found = ids.map((id) => byId.get(id)).filter((row): row is DealRow => row !== undefined);
  return withCurrentRisk(found, ctx.now);
}

/**
 * The text anywhere, or at the beginning of a word when it is too short to have a trigram: the index
 * knows where words begin, and nothing else about one or two letters.
 */
function matching(q: string): Prisma.Sql {
  const anywhere = containing(q);
  if (q.length >= TRIGRAM) return Prisma.sql`"searchText" LIKE ${anywhere}`;
  const first = anywhere.slice(1);
  return Prisma.sql`("searchText" LIKE ${first} OR "searchText" LIKE ${`% ${first}`})`;
}

async function closeMatches(
  text: string,
  scope: string[],
  limit: number,
  known: string[],
): Promise<string[]> {
  const rows = await transaction(async (tx) => {
    // The operator reads its threshold from the session; set for this transaction only.
    await tx.$executeRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(TOLERANCE)}, true)`;
    return tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM (
        SELECT id, "searchText", "isOpen", value FROM "Deal"
        WHERE "workspaceId" = ANY(${scope}) AND "deletedAt" IS NULL
          AND ${text} <% "searchText" AND id <> ALL(${known})
        LIMIT ${CANDIDATES}
      ) found
      ORDER BY word_similarity(${text}, "searchText") DESC, "isOpen" DESC, value DESC, id
      LIMIT ${limit}`;
  });
  return rows.map(({ id }) => id);
}

let trigrams: Promise<boolean> | undefined;

/** Whether the server offers pg_trgm: a fact about the installation, asked once. */
function hasTrigrams(): Promise<boolean> {
  trigrams ??= db().$queryRaw<unknown[]>`SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'`.then(
    (rows) => rows.length > 0,
    (error) => {
      trigrams = undefined;
      throw error;
    },
  );
  return trigrams;
}
