import { beforeAll, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";

const now = new Date();
let team: Team;
let owner: string;
let outsider: string;

beforeAll(async () => {
  team = await createTeam({ name: "Northwind" });
  const [first, second] = [await createUser({ isDemo: true }), await createUser({ isDemo: true })];
  await contextOf(first, { now, team, role: "owner" });
  [owner, outsider] = [first.id, second.id];
});

const make = async () =>
  (await api("POST", "/api/deals", { as: owner, body: { name: "Acme", teamId: team.id } })).body
    .deal.id as string;

const bulk = (as: string, body: unknown, headers: Record<string, string> = {}) =>
  api("POST", "/api/deals/bulk", { as, body, headers });

describe("a bulk change over REST", () => {
  it("answers for each deal, in the order in which they were named", async () => {
    const ids = [await make(), "no-such-deal", await make()];
    const { status, body } = await bulk(owner, { ids, action: { type: "delete" } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: true, changed: 2, unchanged: 0, refused: 1 });
    expect(body.results.map(({ id, ok }: { id: string; ok: boolean }) => [id, ok])).toEqual([
      [ids[0], true],
      ["no-such-deal", false],
      [ids[2], true],
    ]);
    expect((await api("POST", `/api/deals/${ids[0]}/restore`, { as: owner })).body.deal.id).toBe(
      ids[0],
    );
  });

  it("is done once under one idempotency key", async () => {
    const ids = [await make()];
    const send = () =>
      bulk(owner, { ids, action: { type: "delete" } }, { "idempotency-key": "bulk-1" });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });

  it("says what is wrong with it before anything is changed", async () => {
    const id = await make();
    for (const [body, path] of [
      [{ ids: [], action: { type: "delete" } }, "ids"],
      [{ ids: [id, id], action: { type: "delete" } }, "ids"],
      [{ ids: Array.from({ length: 501 }, (_, n) => `d${n}`), action: { type: "delete" } }, "ids"],
      [{ ids: [id], action: { type: "stage", stage: "won" } }, "action.stage"],
      [{ ids: [id], action: { type: "archive" } }, "action.type"],
    ] as const) {
      const answer = await bulk(owner, body);
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0].path).toBe(path);
    }
    expect((await db().deal.findUniqueOrThrow({ where: { id } })).version).toBe(1);
  });

  it("tells somebody of another company nothing but that there is no such deal", async () => {
    const id = await make();
    const { body } = await bulk(outsider, { ids: [id], action: { type: "delete" } });
    expect(body.results).toEqual([
      { id, ok: false, code: "not_found", message: "That deal was not found." },
    ]);
  });
});
