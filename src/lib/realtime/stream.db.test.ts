import { beforeAll, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { importFile } from "#lib/imports/import-file.ts";
import { db } from "#lib/platform/db.ts";
import { realtimeHub } from "#lib/realtime/hub.ts";
import { bearerOf } from "#test/api-client.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { openEvents } from "#test/realtime/event-client.ts";
import { dealsOf, eventsOf, listenOverHttp } from "#test/realtime/listen.ts";

const now = new Date();
const { url, open, begin } = listenOverHttp();
let team: Team;
let owner: Context;
let viewer: Context;

beforeAll(async () => {
  team = await createTeam({ name: "Northwind" });
  const person = () => createUser({ isDemo: true });
  owner = await contextOf(await person(), { now, team, role: "owner" });
  viewer = await contextOf(await person(), { now, team, role: "viewer" });
});

const make = (name: string) => createDeal(owner, createDealSchema.parse({ name, teamId: team.id }));

describe("whoever listens", () => {
  it("hears of a stage that a colleague moved, with what their page needs to show it", async () => {
    const client = await begin(viewer);
    const deal = await make("Acme");
    await updateDeal(owner, deal.id, { stage: "proposal" });
    await expect
      .poll(() => eventsOf(client))
      .toEqual(["hello", "deal.created", "deal.stage_changed"]);
    expect(client.frames[2]?.data).toMatchObject({
      workspaceId: team.id,
      dealId: deal.id,
      dealName: "Acme",
      from: "discovery",
      to: "proposal",
      stage: "proposal",
      band: "low",
      version: 2,
      actor: { id: owner.user.id, name: owner.user.name },
    });
  });

  it("gets a stream that nothing on the way may store, compress or hold back", async () => {
    const client = await begin(viewer);
    expect(client.status).toBe(200);
    expect(client.headers).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      "x-request-id": expect.any(String),
    });
    expect(client.retry).toBe(1_000);
  });

  it("hears one sum of what a file brought, however many deals that were", async () => {
    const client = await begin(viewer);
    const rows = ["id,name,stage", ...[1, 2, 3, 4, 5].map((n) => `S${n},Imported ${n},Proposal`)];
    await importFile(owner, () => [Buffer.from(rows.join("\n"))], {
      workspaceId: team.id,
      options: {},
    });
    await expect.poll(() => eventsOf(client)).toEqual(["hello", "deals.imported"]);
    expect(client.frames[1]?.data).toMatchObject({ created: 5, updated: 0, touchpoints: 0 });
  });

  it("is not disturbed by a name that looks like the format of the stream", async () => {
    const client = await begin(viewer);
    const name = "Line\n\ndata: {}\r\nid: 99999999\u2028event: reset";
    await db().deal.update({ where: { id: (await make("Plain")).id }, data: { name } });
    const { id } = await db().deal.findFirstOrThrow({ where: { name } });
    await updateDeal(owner, id, { stage: "proposal" });
    await expect.poll(() => dealsOf(client)).toEqual(["Plain", name]);
    expect(eventsOf(client)).toEqual(["hello", "deal.created", "deal.stage_changed"]);
  });
});

describe("a stream", () => {
  it("without an id begins with what comes next", async () => {
    await make("Before");
    const client = await begin(viewer);
    await make("After");
    await expect.poll(() => dealsOf(client)).toEqual(["After"]);
  });

  it("with an id begins with what followed it, by header or by query, and goes on", async () => {
    const { lastEventId } = await begin(viewer);
    const names = ["One", "Two", "Three"];
    for (const name of names) await make(name);
    const byHeader = await open(viewer, { lastEventId: lastEventId ?? "" });
    const byQuery = await openEvents(`${url()}?lastEventId=${lastEventId}`, {
      headers: await bearerHeader(),
    });
    await expect.poll(() => dealsOf(byHeader)).toEqual(names);
    await expect.poll(() => dealsOf(byQuery)).toEqual(names);
    await make("Four");
    await expect.poll(() => dealsOf(byHeader)).toEqual([...names, "Four"]);
    await expect.poll(() => dealsOf(byQuery)).toEqual([...names, "Four"]);
    byQuery.close();
  });

  it("believes the browser's own header more than the address it was opened with", async () => {
    const { lastEventId: old } = await begin(viewer);
    await make("Seen");
    const seen = await open(viewer, { lastEventId: old ?? "" });
    await expect.poll(() => dealsOf(seen)).toEqual(["Seen"]);
    const client = await openEvents(`${url()}?lastEventId=${old}`, {
      headers: { ...(await bearerHeader()), "last-event-id": seen.lastEventId ?? "" },
    });
    await make("New");
    await expect.poll(() => dealsOf(client)).toEqual(["New"]);
    client.close();
  });

  it.each([
    ["that was never given out", () => "999999"],
    ["that no number of ours can be", () => "9".repeat(40)],
  ])("for an id %s says so, and goes on from now", async (_, id) => {
    await make("Whatever");
    const client = await open(viewer, { lastEventId: id() });
    await expect.poll(() => eventsOf(client)).toEqual(["reset"]);
    const { last } = await db().realtimeCursor.findUniqueOrThrow({ where: { id: 1 } });
    expect(client.lastEventId).toBe(String(last));
    await make("Later");
    await expect.poll(() => dealsOf(client)).toEqual(["Later"]);
  });

  it("for an id whose followers have been cleaned away says so, and for the last one kept does not", async () => {
    const client = await begin(viewer);
    const place = BigInt(client.lastEventId ?? "");
    for (const name of ["A", "B", "C"]) await make(name);
    await expect.poll(() => dealsOf(client)).toEqual(["A", "B", "C"]);
    client.close();
    await expect.poll(() => realtimeHub().size()).toBe(0);
    await db().realtimeEvent.deleteMany({ where: { seq: { lte: place + 1n } } });
    const behind = await open(viewer, { lastEventId: String(place) });
    await expect.poll(() => eventsOf(behind)).toEqual(["reset"]);
    const just = await open(viewer, { lastEventId: String(place + 1n) });
    await expect.poll(() => dealsOf(just)).toEqual(["B", "C"]);
    expect(eventsOf(just)).not.toContain("reset");
  });

  it.each(["abc", "-1", "1.5", "0x10", "1 2"])("is refused for %s, which is no id", async (id) => {
    const client = await open(viewer, { lastEventId: id });
    expect(client.status).toBe(400);
    await expect.poll(() => client.body).toContain("malformed_request");
  });

  it("is for people who are signed in", async () => {
    const client = await openEvents(url());
    expect(client.status).toBe(401);
    expect(client.headers["content-type"]).toBe("application/problem+json");
  });

  it("is not opened for somebody who asks for the headers alone", async () => {
    const response = await fetch(url(), { method: "HEAD", headers: await bearerHeader() });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(realtimeHub().size()).toBe(0);
  });

  it("ends at once for its reader, and is not kept for one who went away", async () => {
    const clients = await Promise.all([1, 2, 3].map(() => open(viewer)));
    await expect.poll(() => realtimeHub().size()).toBe(3);
    for (const client of clients) client.close();
    await expect.poll(() => realtimeHub().size()).toBe(0);
  });

  it("is refused to somebody who has twenty open, until one of them is closed", async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => open(owner)));
    await expect.poll(() => realtimeHub().size()).toBe(20);
    const refused = await open(owner);
    expect(refused.status).toBe(429);
    expect(refused.headers["retry-after"]).toBe("30");
    await expect.poll(() => refused.body).toContain("20 live streams");
    expect((await open(viewer)).status).toBe(200);
    clients[0]?.close();
    await expect.poll(() => realtimeHub().size()).toBe(20);
    expect((await open(owner)).status).toBe(200);
  });
});

async function bearerHeader(): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await bearerOf(viewer.user.id)}` };
}
