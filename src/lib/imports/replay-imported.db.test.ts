import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { getDealRisk } from "#lib/deals/get-deal-risk.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { db } from "#lib/platform/db.ts";
import { assessAll } from "#test/assess-all.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";
import { importFile } from "./import-file.ts";

const NOW = new Date("2026-03-16T09:00:00Z");
let owner: Context;
let workspaceId: string;

beforeAll(async () => {
  const team = await createTeam({ name: "Imported", timezone: "UTC" });
  workspaceId = team.id;
  owner = await contextOf(await createUser(), { now: NOW, role: "owner", team });
});

const run = (day: number, ...lines: string[]) =>
  importFile(at(owner, days(NOW, day)), () => [Buffer.from(lines.join("\n"))], {
    workspaceId,
    options: {},
  });

const idOf = async (externalId: string) =>
  (await db().deal.findFirstOrThrow({ where: { workspaceId, externalId } })).id;

/** Assesses all as of that day, so that every state of the record leaves a stored result. */
const settle = (day: number) => assessAll(workspaceId, days(NOW, day));

describe("a deal whose history is imported after it", () => {
  it("keeps every result that was stored before, and after", async () => {
    await run(
      0,
      "id,name,stage,created date,stage entered at",
      "A,Assumed,Proposal,2026-02-20,2026-03-10",
      "B,Begun late,Discovery,2026-01-10,2026-03-01",
      "C,No dates,Negotiation,,",
      "D,Contradicted,Proposal,2026-02-01,2026-02-10",
    );
    await settle(4);
    await run(
      6,
      "deal_id,stage,entered_at",
      "A,Discovery,2026-02-20",
      "A,Proposal,2026-02-24",
      "C,Discovery,2026-01-05",
      "C,Proposal,2026-01-20",
      "C,Negotiation,2026-02-15",
      "D,Negotiation,2026-02-25",
    );
    await settle(9);
    await updateDeal(at(owner, days(NOW, 12)), await idOf("B"), { stage: "proposal" });
    await updateDeal(at(owner, days(NOW, 13)), await idOf("D"), { stage: "negotiation" });
    await settle(16);
    await run(
      18,
      "id,name,stage,stage entered at",
      "A,Assumed,Negotiation,2026-03-30",
      "C,No dates,Closed lost,2026-04-02",
    );
    await settle(25);
    await updateDeal(at(owner, days(NOW, 27)), await idOf("A"), { stage: "discovery" });
    await settle(33);

    const deals = await db().deal.findMany({ where: { workspaceId }, select: { id: true } });
    const snapshots = await db().riskSnapshot.findMany({
      where: { dealId: { in: deals.map(({ id }) => id) } },
    });
    expect(snapshots.length).toBeGreaterThan(18);
    const today = at(owner, days(NOW, 40));
    for (const snapshot of snapshots) {
      const risk = await getDealRisk(today, snapshot.dealId, snapshot.at);
      expect(Math.abs(risk.score - snapshot.score)).toBeLessThanOrEqual(1e-12);
      expect(risk.reasons).toEqual(snapshot.reasons);
    }
  });

  it("is known earlier only in hindsight", async () => {
    const id = await idOf("C");
    const today = at(owner, days(NOW, 40));
    const before = new Date("2026-02-20T00:00:00Z");
    await expect(getDealRisk(today, id, before)).rejects.toThrow(/before the deal was known/);
    const hindsight = await getDealRisk(today, id, before, "later");
    expect(hindsight.reasons.join(" ")).toContain("In Negotiation for");
  });
});
