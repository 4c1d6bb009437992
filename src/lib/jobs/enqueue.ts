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
  const engine = await boss();
  await engine.send(job.name, job.schema.parse(data), {
    db: fromPrisma(tx),
    ...(options.key ? { singletonKey: options.key } : {}),
    ...(options.startAfter ? { startAfter: options.startAfter } : {}),
  });
}
