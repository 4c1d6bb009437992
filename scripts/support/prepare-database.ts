import { applyMigrations } from "./schema-engine.ts";

/**
 * Brings the schema and the job queue up to date: all that a deployment needs before its server
 * starts. The database client must have been generated. Returns the migrations applied now.
 */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  const applied = await applyMigrations(databaseUrl);
  // Loaded here because the jobs load the generated client, which a fresh checkout lacks at first.
  const [{ installJobQueue }, { JOBS }] = await Promise.all([
    import("../../src/lib/jobs/boss.ts"),
    import("../../src/lib/jobs/registry.ts"),
  ]);
  await installJobQueue(databaseUrl, JOBS);
  return applied;
}

/** Loads the demo workspace unless it is there. DATABASE_URL must name the same database. */
export async function seedDatabase(): Promise<void> {
  const [{ db, closeDb }, { stopBoss }, { seedDemoWorkspace }] = await Promise.all([
    import("../../src/lib/platform/db.ts"),
    import("../../src/lib/jobs/boss.ts"),
    import("../../prisma/seed/seed-demo-workspace.ts"),
  ]);
  try {
    await seedDemoWorkspace(db(), new Date());
  } finally {
    await stopBoss();
    await closeDb();
  }
}

/**
 * Removes what `seedDatabase` loaded, accounts included, and nothing that anybody added to it. Returns
 * how many deals went. DATABASE_URL must name the same database.
 */
export async function removeSeededData(): Promise<{ deals: number }> {
  const [{ db, closeDb }, { removeDemoData }] = await Promise.all([
    import("../../src/lib/platform/db.ts"),
    import("../../src/lib/demo/remove-demo-data.ts"),
  ]);
  try {
    return await removeDemoData(db(), { people: "remove" });
  } finally {
    await closeDb();
  }
}
