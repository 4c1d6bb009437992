import type { Tx } from "#lib/platform/db.ts";

/**
 * Makes this transaction the only one that gives deals of these workspaces an id at their source:
 * imports create such deals, restoring gives them their id back. Taken before any deal is locked.
 */
export async function lockSourceIds(tx: Tx, workspaceIds: readonly string[]): Promise<void> {
  const keys = [...new Set(workspaceIds)].sort().map((id) => `import ${id}`);
  // One after the other in a fixed order, so that nobody waits in a circle.
  for (const key of keys) {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  }
}
