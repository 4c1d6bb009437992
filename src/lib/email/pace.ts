import { db } from "#lib/platform/db.ts";

/**
 * Resend takes five requests a second from one account, whichever instance they come from. A little
 * slower, so that those which the network delays do not make six of them.
 */
export const SLOT_MS = 220;

/**
 * Takes the next free moments for so many requests, one every `SLOT_MS` over all instances, and gives
 * how many milliseconds from now the first one is. The database's clock counts: instances' clocks
 * differ.
 */
export async function takeSlots(count: number): Promise<number> {
  const [row] = await db().$queryRaw<{ wait: number }[]>`
    UPDATE "EmailPace"
    SET "nextAt" = GREATEST("nextAt", clock_timestamp())
      + make_interval(secs => ${(count * SLOT_MS) / 1000}::float8)
    WHERE id = 1
    RETURNING extract(epoch FROM "nextAt" - clock_timestamp())::float8 * 1000 AS wait`;
  return Math.max(0, (row?.wait ?? 0) - count * SLOT_MS);
}

/** Keeps every instance quiet for a while: the provider said that there were too many requests. */
export async function pauseSending(seconds: number): Promise<void> {
  await db().$executeRaw`
    UPDATE "EmailPace"
    SET "nextAt" = GREATEST("nextAt", clock_timestamp() + make_interval(secs => ${seconds}::float8))
    WHERE id = 1`;
}
