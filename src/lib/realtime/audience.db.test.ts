import { beforeAll, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { tellPerson } from "#lib/realtime/tell-people.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { dealsOf, eventsOf, listenOverHttp } from "#test/realtime/listen.ts";

const now = new Date();
const { open, begin } = listenOverHttp();
let team: Team;
let owner: Context;
let outsider: Context;

beforeAll(async () => {
  team = await createTeam({ name: "Northwind" });
  owner = await contextOf(await createUser({ isDemo: true }), { now, team, role: "owner" });
  outsider = await somebody();
});

const somebody = async () => contextOf(await createUser({ isDemo: true }), { now });
const make = (name: string, by = owner, teamId: string | null = team.id) =>
  createDeal(by, createDealSchema.parse({ name, teamId }));
const addMember = (who: Context) =>
  db().teamMember.create({ data: { teamId: team.id, userId: who.user.id, role: "member" } });
const removeMember = (who: Context) =>
  db().teamMember.deleteMany({ where: { teamId: team.id, userId: who.user.id } });

/** Everything told so far has arrived by then: a later event of their own has. */
async function heardAll(who: Context, client: Awaited<ReturnType<typeof begin>>) {
  const { id } = await make(`Own ${client.frames.length}`, who, null);
  await expect
    .poll(() => client.frames.some(({ data }) => "dealId" in data && data.dealId === id))
    .toBe(true);
  return dealsOf(client).filter((name) => !name.startsWith("Own"));
}

describe("what happens in a team", () => {
  it("is heard by its people and by nobody else", async () => {
    const [mine, foreign] = [await begin(owner), await begin(outsider)];
    await make("Team's");
    await make("Outsider's own", outsider, null);
    expect(await heardAll(owner, mine)).toEqual(["Team's"]);
    expect(await heardAll(outsider, foreign)).toEqual(["Outsider's own"]);
  });

  it("is not heard later either, by whoever asks for everything since the beginning", async () => {
    const client = await open(outsider, { lastEventId: "0" });
    expect(await heardAll(outsider, client)).toEqual(["Outsider's own"]);
  });

  it("is heard at once by whoever joins while listening", async () => {
    const joiner = await somebody();
    const client = await begin(joiner);
    await make("Before joining");
    expect(await heardAll(joiner, client)).toEqual([]);
    await addMember(joiner);
    await make("After joining");
    expect(await heardAll(joiner, client)).toEqual(["After joining"]);
  });

  it("is heard no more by whoever has been removed, live or resumed", async () => {
    const leaver = await somebody();
    await addMember(leaver);
    const client = await begin(leaver);
    const place = client.lastEventId ?? "";
    await make("While a member");
    expect(await heardAll(leaver, client)).toEqual(["While a member"]);
    await removeMember(leaver);
    await make("After the removal");
    expect(await heardAll(leaver, client)).toEqual(["While a member"]);
    const resumed = await open(leaver, { lastEventId: place });
    expect(await heardAll(leaver, resumed)).toEqual([]);
  });
});

describe("what concerns one person", () => {
  it("reaches every window of theirs and nobody else's", async () => {
    const [first, second, other] = [await begin(owner), await begin(owner), await begin(outsider)];
    await transaction((tx) =>
      tellPerson(tx, owner.user.id, "notification.created", {
        id: "note",
        kind: "deal_at_risk",
        unread: 3,
      }),
    );
    await expect.poll(() => eventsOf(first)).toEqual(["hello", "notification.created"]);
    await expect.poll(() => eventsOf(second)).toEqual(["hello", "notification.created"]);
    expect(first.frames[1]?.data).toEqual({ id: "note", kind: "deal_at_risk", unread: 3 });
    await heardAll(outsider, other);
    expect(eventsOf(other)).not.toContain("notification.created");
  });

  it("ends with their account", async () => {
    const leaver = await somebody();
    const client = await begin(leaver);
    await db().user.delete({ where: { id: leaver.user.id } });
    await make("Something for the others");
    await expect.poll(() => client.isEnded).toBe(true);
    expect(eventsOf(client)).toEqual(["hello"]);
  });
});
