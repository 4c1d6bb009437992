import { boss } from "#lib/jobs/boss.ts";

/**
 * Gives jobs whose process died to the next one, and deletes those that ended long ago. A long-lived
 * worker does so by itself; where only functions run, nobody would. The engine does not count what it deletes.
 */
export async function tendQueue(): Promise<0> {
  const engine = await boss();
  await engine.supervise();
  return 0;
}
