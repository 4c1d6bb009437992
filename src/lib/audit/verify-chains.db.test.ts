import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { DELETED_ACCOUNT } from "#lib/audit/deleted-account.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { type ChainReport, verifyChains, walkChains } from "#lib/audit/verify-chains.ts";
import { addComment } from "#lib/comments/add-comment.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { systemOrigin } from "#lib/events/origin.ts";
import { db, type Tx, transaction } from "#lib/platform/db.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00.123Z");
const TABLES = ["DealTimeline", "AuditLog", "AuditChain"] as const;
type Table = (typeof TABLES)[number];

/** Two deals, one with three entries; a team's log with three, a person's and the system's with one. */
beforeAll(async () => {
  const team = await createTeam({ name: "Chained" });
  const ann = await contextOf(await createUser({ name: "Ann Lee" }), {
    now: NOW,
    team,
    role: "owner",
  });
  const gone = await contextOf(await createUser({ name: "Gone Soon" }), { now: NOW, team });
  const make = (ctx: Context, name: string) =>
    createDeal(ctx, createDealSchema.parse({ name, teamId: team.id, value: 1000 }));
  const { id } = await make(ann, "First");
  await updateDeal(at(ann, days(NOW, 1)), id, { value: 2000, nextStep: "Call “Zoë”" });
  await addComment(at(gone, days(NOW, 2)), id, { body: "Well done" });
  await make(gone, "Second");
  const workspaceId = team.id;
  await recordAudit(db(), ann, { workspaceId, action: "team.created", targetType: "team" });
  await recordAudit(db(), gone, { workspaceId, action: "deals.exported", metadata: { count: 2 } });
  await recordAudit(db(), ann, { workspaceId, action: "audit.exported" });
  await recordAudit(db(), ann, { workspaceId: null, action: "user.signed_in" });
  await recordAudit(db(), systemOrigin(NOW), { workspaceId: null, action: "webhook.disabled" });
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('sentinel.erasing', 'on', true)`;
    await tx.erasedUser.create({ data: { id: gone.user.id } });
    for (const table of ["DealTimeline", "AuditLog"]) {
      await tx.$executeRawUnsafe(
        `UPDATE "${table}" SET "actorName" = $1 WHERE "actorId" = $2`,
        DELETED_ACCOUNT,
        gone.user.id,
      );
    }
  });
});

/** What is found after somebody with all rights of the database has been at it; nothing of it stays. */
async function afterTampering(
  tamper: (tx: Tx) => Promise<unknown>,
  { batch }: { batch?: number } = {},
): Promise<ChainReport> {
  let report: ChainReport | undefined;
  await transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    await tamper(tx);
    report = await walkChains(tx, batch);
    throw new Error("taken back");
  }).catch((error: Error) => {
    if (error.message !== "taken back") throw error;
  });
  if (!report) throw new Error("nothing was verified");
  return report;
}

type Column = { name: string; type: string; isNullable: boolean };

async function columnsOf(table: Table): Promise<Column[]> {
  return await db().$queryRaw<Column[]>`
    SELECT column_name AS name, data_type AS type, is_nullable = 'YES' AS "isNullable"
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ${table}`;
}

/** Other values for a cell, as text of the database: each differs in one character, or in being there. */
function otherValues(value: string | null, { type, isNullable }: Column): (string | null)[] {
  if (value === null) return type === "jsonb" ? ["null", "{}", '""'] : ["", "x"];
  const others: (string | null)[] = isNullable ? [null] : [];
  if (type === "integer") return [...others, String(Number(value) + 100), String(-Number(value))];
  if (type === "timestamp with time zone") {
    const moved = [1, 86_400_000].map((ms) => new Date(Date.parse(value) + ms).toISOString());
    return [...others, ...moved, "infinity"];
  }
  if (type === "jsonb") {
    return [...others, "null", "[]", ...flips(value).filter((text) => means(text, value))];
  }
  return [...others, ...flips(value), `${value} `, ""];
}

/** The text with one of its characters changed, at three places. */
function flips(text: string): string[] {
  const characters = [...text];
  const places = [0, Math.floor(characters.length / 2), characters.length - 1];
  return [...new Set(places)]
    .filter((place) => place in characters)
    .map((place) => characters.with(place, characters[place] === "x" ? "y" : "x").join(""));
}

/** Whether it is JSON, and says something else. */
function means(text: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) !== JSON.stringify(JSON.parse(other));
  } catch {
    return false;
  }
}

const rowsOf = (table: Table) =>
  db().$queryRawUnsafe<{ place: string; cells: Record<string, string | null> }[]>(
    `SELECT t.ctid::text AS place, (SELECT jsonb_object_agg(key, value)
       FROM jsonb_each_text(to_jsonb(t))) AS cells FROM "${table}" t ORDER BY t.ctid`,
  );

describe("the chains", () => {
  it("are whole as they were written, also where a name was erased", async () => {
    const whole = { rows: { DealTimeline: 4, AuditLog: 5 }, chains: 5, broken: null };
    expect(await verifyChains()).toEqual(whole);
    for (const batch of [1, 2, 3]) {
      expect(await transaction((tx) => walkChains(tx, batch))).toEqual(whole);
    }
  });

  it.each(TABLES)(
    "are found broken whatever is changed in a row of %s",
    async (table) => {
      const columns = await columnsOf(table);
      const unnoticed: string[] = [];
      let tried = 0;
      for (const { place, cells } of await rowsOf(table)) {
        for (const column of columns) {
          for (const other of otherValues(cells[column.name] ?? null, column)) {
            const set = `UPDATE "${table}" SET "${column.name}" = $1::text::${column.type} WHERE ctid = $2::text::tid`;
            const { broken } = await afterTampering((tx) =>
              tx.$executeRawUnsafe(set, other, place),
            );
            tried += 1;
            if (!broken) unnoticed.push(`${column.name}: ${cells[column.name]} → ${other}`);
          }
        }
      }
      expect(unnoticed).toEqual([]);
      expect(tried).toBeGreaterThan(columns.length);
      expect((await verifyChains()).broken).toBeNull();
    },
    120_000,
  );

  it("are found broken wherever a row of theirs is taken away", async () => {
    for (const table of TABLES) {
      for (const { place } of await rowsOf(table)) {
        const remove = `DELETE FROM "${table}" WHERE ctid = $1::text::tid`;
        const { broken } = await afterTampering((tx) => tx.$executeRawUnsafe(remove, place), {
          batch: 2,
        });
        expect(broken, `${table} ${place}`).not.toBeNull();
      }
    }
  });

  it("are found broken when two rows change places, and when one is slipped in", async () => {
    const swapped = await afterTampering(async (tx) => {
      await tx.$executeRaw`UPDATE "DealTimeline" SET seq = -seq WHERE seq IN (1, 2)`;
      await tx.$executeRaw`UPDATE "DealTimeline" SET seq = 3 + seq WHERE seq IN (-1, -2)`;
    });
    expect(swapped.broken).toMatchObject({ table: "DealTimeline" });
    const longer = await afterTampering(
      (tx) => tx.$executeRaw`
        INSERT INTO "AuditLog" (id, "actorName", action, chain, seq, hash)
        VALUES ('forged', 'Ann Lee', 'team.created', 'system', 2, 'x')`,
    );
    expect(longer.broken).toMatchObject({ id: "forged", chain: "system", place: 2 });
  });

  it("name the first row that does not hold, and say what is wrong with it", async () => {
    const [, second] = await db().dealTimeline.findMany({
      where: { seq: { in: [1, 2] }, deal: { name: "First" } },
      orderBy: { seq: "asc" },
    });
    const { broken } = await afterTampering(
      (tx) => tx.$executeRaw`
        UPDATE "DealTimeline" SET after = '{"value": 1}' WHERE id = ${second?.id}`,
    );
    expect(broken).toEqual({
      table: "DealTimeline",
      id: second?.id,
      chain: `deal:${second?.dealId}`,
      place: 2,
      problem: expect.stringContaining("content"),
    });
  });

  it("do not take “Deleted account” for the name of somebody whose account is there", async () => {
    const { broken } = await afterTampering(
      (tx) => tx.$executeRaw`
        UPDATE "AuditLog" SET "actorName" = ${DELETED_ACCOUNT} WHERE action = 'team.created'`,
    );
    expect(broken?.problem).toContain("name of the actor");
  });

  it("are judged as of one moment while others go on writing", async () => {
    const team = await createTeam({ name: "Busy" });
    const ctx = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
    let isDone = false;
    const writing = (async () => {
      while (!isDone) {
        await recordAudit(db(), ctx, { workspaceId: team.id, action: "audit.exported" });
      }
    })();
    for (let round = 0; round < 20; round += 1) expect((await verifyChains()).broken).toBeNull();
    isDone = true;
    await writing;
  });
});
