import { Prisma } from "#generated/prisma/client.ts";
import { CHAINED_TABLES, type ChainedTable } from "#lib/audit/chained-tables.ts";
import { DELETED_ACCOUNT } from "#lib/audit/deleted-account.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";

/** Rows judged by one statement: many enough to be fast, few enough for any memory. */
const BATCH = 20_000;
/** 100,000 rows take a few seconds; nothing waits for a reader meanwhile. */
const TIMEOUT_MS = 6 * 3_600_000;

const PROBLEMS = {
  gap: "the row before it in the chain is missing, or its place was changed",
  no_end: "nothing is known about where its chain ends: the end in AuditChain is missing",
  unreadable: "it holds a value that is never written",
  content: "its content is not what was written, or it does not follow the row before it",
  name: "the name of the actor is not the one that was written",
  no_rows: "the rows of this chain are missing",
  length: "the last row is missing, or the length was changed",
  last_hash: "the chain does not end with the hash that it ended with when it was last written",
} as const;

/** The first place at which a chain is not what was written. */
export type BrokenLink = {
  table: ChainedTable["name"] | "AuditChain";
  /** Of the row; null for the end of a chain, which has none. */
  id: string | null;
  chain: string;
  /** The row's place in its chain, from 1; for an end, the length it states. */
  place: number;
  problem: string;
};

export type ChainReport = {
  rows: Record<ChainedTable["name"], number>;
  chains: number;
  broken: BrokenLink | null;
};

/**
 * Reads the audit trail of every deal and the whole audit log as of one moment and computes every hash
 * anew. Stops at the first link that does not hold.
 */
export async function verifyChains(): Promise<ChainReport> {
  return transaction(
    async (tx) => {
      // What is written meanwhile would otherwise move the ends of chains that were read before.
      await tx.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`;
      return walkChains(tx);
    },
    { timeout: TIMEOUT_MS },
  );
}

/** The same for what a transaction sees. */
export async function walkChains(tx: Tx, batch = BATCH): Promise<ChainReport> {
  const report: ChainReport = { rows: { DealTimeline: 0, AuditLog: 0 }, chains: 0, broken: null };
  for (const table of CHAINED_TABLES) {
    for (let last: Place | null = null; ; ) {
      const read: ReadRows | undefined = await readRows(tx, table, last, batch);
      if (!read) break;
      report.rows[table.name] += read.count;
      report.broken = toBrokenLink(table.name, read);
      if (report.broken) return report;
      last = { key: read.lastKey, seq: read.lastSeq, hash: read.lastHash };
    }
  }
  for (let last: string | null = null; ; ) {
    const read: ReadEnds | undefined = await readEnds(tx, last, batch);
    if (!read) break;
    report.chains += read.count;
    report.broken = toBrokenLink("AuditChain", read);
    if (report.broken) return report;
    last = read.lastChain;
  }
  return report;
}

type Place = { key: string; seq: number; hash: string };
type Found = {
  count: number;
  id: string | null;
  chain: string | null;
  seq: number | null;
  problem: keyof typeof PROBLEMS | null;
};
type ReadRows = Found & { lastKey: string; lastSeq: number; lastHash: string };
type ReadEnds = Found & { lastChain: string };

/** Judges the rows after a place; nothing when there are none. */
async function readRows(
  tx: Tx,
  { table, key, chain, isUnreadable }: ChainedTable,
  last: Place | null,
  batch: number,
): Promise<ReadRows | undefined> {
  const after = last ? Prisma.sql`WHERE (${key}, seq) > (${last.key}, ${last.seq})` : Prisma.empty;
  const { key: lastKey, seq: lastSeq, hash: lastHash } = last ?? { key: "", seq: 0, hash: "" };
  const [read] = await tx.$queryRaw<ReadRows[]>`
    WITH batch AS (
      SELECT t AS r, ${key} AS key, ${chain} AS chain, seq, hash FROM ${table} t
      ${after} ORDER BY ${key}, seq LIMIT ${batch}
    ), linked AS (
      SELECT *,
        lag(seq, 1, CASE WHEN key = ${lastKey} THEN ${lastSeq} ELSE 0 END) OVER chained AS "seqBefore",
        lag(hash, 1, CASE WHEN key = ${lastKey} THEN ${lastHash} ELSE '' END) OVER chained AS "hashBefore"
      FROM batch WINDOW chained AS (PARTITION BY key ORDER BY seq)
    ), judged AS MATERIALIZED (
      SELECT (r).id, key, chain, seq, hash, CASE
        WHEN seq <> "seqBefore"::bigint + 1 THEN 'gap'
        WHEN seq = 1 AND NOT EXISTS (SELECT 1 FROM "AuditChain" c WHERE c.chain = l.chain) THEN 'no_end'
        WHEN ${isUnreadable} THEN 'unreadable'
        WHEN hash <> manual_chain_hash("hashBefore", manual_chain_fields(r)) THEN 'content'
        WHEN (r)."actorDigest" = manual_actor_digest((r).id, (r)."actorName") THEN NULL
        WHEN (r)."actorName" = ${DELETED_ACCOUNT}
          AND EXISTS (SELECT 1 FROM "ErasedUser" e WHERE e.id = (r)."actorId") THEN NULL
        ELSE 'name'
      END AS problem
      FROM linked l
    )
    SELECT (SELECT count(*)::int FROM judged) AS count,
      last.key AS "lastKey", last.seq AS "lastSeq", last.hash AS "lastHash",
      broken.id, broken.chain, broken.seq, broken.problem
    FROM (SELECT * FROM judged ORDER BY key DESC, seq DESC LIMIT 1) last
    LEFT JOIN (SELECT * FROM judged WHERE problem IS NOT NULL ORDER BY key, seq LIMIT 1) broken ON true`;
  return read;
}

/** Compares the ends of chains after a name with the last rows there are. */
async function readEnds(tx: Tx, last: string | null, batch: number): Promise<ReadEnds | undefined> {
  const [read] = await tx.$queryRaw<ReadEnds[]>`
    WITH batch AS (
      SELECT * FROM "AuditChain" WHERE ${last}::text IS NULL OR chain > ${last} ORDER BY chain LIMIT ${batch}
    ), judged AS MATERIALIZED (
      SELECT b.chain, b.length, CASE
        WHEN end_of.seq IS NULL THEN 'no_rows'
        WHEN end_of.seq <> b.length THEN 'length'
        WHEN end_of.hash <> b.hash THEN 'last_hash'
      END AS problem
      FROM batch b LEFT JOIN LATERAL (
        (SELECT seq, hash FROM "DealTimeline"
          WHERE b.chain LIKE 'deal:%' AND "dealId" = substr(b.chain, 6) ORDER BY seq DESC LIMIT 1)
        UNION ALL
        (SELECT seq, hash FROM "AuditLog" a
          WHERE b.chain NOT LIKE 'deal:%' AND a.chain = b.chain ORDER BY seq DESC LIMIT 1)
      ) end_of ON true
    )
    SELECT (SELECT count(*)::int FROM judged) AS count, last.chain AS "lastChain",
      NULL AS id, broken.chain, broken.length AS seq, broken.problem
    FROM (SELECT * FROM judged ORDER BY chain DESC LIMIT 1) last
    LEFT JOIN (SELECT * FROM judged WHERE problem IS NOT NULL ORDER BY chain LIMIT 1) broken ON true`;
  return read;
}

function toBrokenLink(table: BrokenLink["table"], found: Found): BrokenLink | null {
  const { id, chain, seq, problem } = found;
  if (problem === null || chain === null || seq === null) return null;
  return { table, id, chain, place: seq, problem: PROBLEMS[problem] };
}
