import { randomUUID } from "node:crypto";
import { fromPrisma } from "pg-boss";
import { boss } from "#lib/jobs/boss.ts";
import type { JobKind } from "#lib/jobs/declare-job.ts";
import type { Tx } from "#lib/platform/db.ts";

/**
 * Puts a job into its queue inside the transaction of its cause: it exists exactly when the change
 * does. With a key, a collapsed job is queued once for all causes that wait for it.
 */
export async function enqueue<Data extends object>(
  tx: Tx,
  job: JobKind<Data>,
  data: Data,
  options: { key?: string; startAfter?: Date } = {},
): Promise<void> {
  const { key, startAfter } = options;
  if (key !== undefined && (await holdWaiting(tx, job.name, key))) return;
  const singletonKey = key === undefined ? null : await keyToQueueUnder(tx, job.name, key);
  const engine = await boss();
  await engine.send(job.name, job.schema.parse(data), {
    db: fromPrisma(tx),
    ...(singletonKey === null ? {} : { singletonKey }),
    ...(startAfter ? { startAfter } : {}),
  });
}

/**
 * Whether a job of that key waits already. It is held until this transaction ends: started before, it
 * would not see the change, and nothing would be queued for it. Workers pass over what is held.
 */
async function holdWaiting(tx: Tx, name: string, key: string): Promise<boolean> {
  const waiting = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job
    WHERE name = ${name} AND COALESCE(singleton_key, '') = ${key} AND state = 'created'
      AND policy = 'short'
    LIMIT 1 FOR KEY SHARE SKIP LOCKED`;
  return waiting.length > 0;
}

/**
 * The key itself, or one of its own while another transaction is about to queue under it. At one key
 * the two would wait for each other's end, and with several keys in different orders for ever; a job
 * too many finds nothing to do.
 */
async function keyToQueueUnder(tx: Tx, name: string, key: string): Promise<string> {
  const [lock] = await tx.$queryRaw<{ isFree: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`job ${name} ${key}`}, 0)) AS "isFree"`;
  return lock?.isFree ? key : `${key} ${randomUUID()}`;
}
