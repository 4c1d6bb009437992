import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { stopBoss } from "#lib/jobs/boss.ts";
import { closeDb } from "#lib/platform/db.ts";

// Each file of tests works on its own copy of the migrated template, so files never meet.
const database = `test_${randomBytes(6).toString("hex")}`;
const urlOf = (name: string) => inject("postgresUrl").replace(/DATABASE$/, name);

process.env.DATABASE_URL = urlOf(database);
process.env.SENTINEL_DEMO = "1";
process.env.SENTINEL_DEMO_SECRET = "a-secret-that-only-the-tests-know-0123456789";
process.env.CRON_SECRET = "a-cron-secret-for-tests";
process.env.LOG_LEVEL = "silent";
// Stand-ins listen on loopback.
process.env.WEBHOOK_ALLOW_PRIVATE = "1";

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf("postgres") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  await onServer(`CREATE DATABASE ${database} TEMPLATE ${inject("templateDatabase")}`);
});

afterAll(async () => {
  await stopBoss();
  await closeDb();
  await onServer(`DROP DATABASE ${database} WITH (FORCE)`);
});
