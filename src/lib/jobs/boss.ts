import { PgBoss } from "pg-boss";
import type { JobDefinition } from "#lib/jobs/define-job.ts";
import { env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";

// Next reloads modules in development; the engine must be one for each process.
const holder = globalThis as typeof globalThis & { sentinelBoss?: Promise<PgBoss> };

/** The job engine of this process, started on first use. Only a worker process does upkeep. */
export function boss(): Promise<PgBoss> {
  holder.sentinelBoss ??= start().catch((error) => {
    delete holder.sentinelBoss;
    throw error;
  });
  return holder.sentinelBoss;
}

async function start(): Promise<PgBoss> {
  const { databaseUrl, runsWorkers } = env();
  const engine = new PgBoss({
    connectionString: databaseUrl,
    max: 3,
    migrate: false,
    createSchema: false,
    supervise: runsWorkers,
    schedule: runsWorkers,
  });
  engine.on("error", (error) => log().error({ err: error }, "job engine"));
  await engine.start();
  return engine;
}

export async function stopBoss(): Promise<void> {
  const running = holder.sentinelBoss;
  delete holder.sentinelBoss;
  await running?.then((engine) => engine.stop({ graceful: true, timeout: 10_000 })).catch(() => {});
}

/** Creates or migrates the engine's own tables and the queues; part of every deployment. */
export async function installJobQueue(
  databaseUrl: string,
  jobs: readonly Pick<JobDefinition, "name" | "isCollapsed" | "retry">[],
): Promise<void> {
  const engine = new PgBoss({
    connectionString: databaseUrl,
    max: 2,
    supervise: false,
    schedule: false,
  });
  const errors: unknown[] = [];
  engine.on("error", (error) => errors.push(error));
  await engine.start();
  try {
    for (const job of jobs) {
      await engine.createQueue(job.name, {
        policy: job.isCollapsed ? "short" : "standard",
        retryLimit: job.retry.limit,
        retryDelay: job.retry.delaySeconds,
        retryBackoff: true,
      });
    }
  } finally {
    await engine.stop({ graceful: false });
  }
  if (errors.length > 0) throw errors[0];
}
