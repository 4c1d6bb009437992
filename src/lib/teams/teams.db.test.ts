import { beforeAll, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { contextOfPerson } from "#lib/auth/load-context.ts";
import { addComment } from "#lib/comments/add-comment.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { db } from "#lib/platform/db.ts";
import { createTeam } from "#lib/teams/create-team.ts";
import { deleteTeam } from "#lib/teams/delete-team.ts";
import { getTeam } from "#lib/teams/get-team.ts";
import { inviteMember } from "#lib/teams/invite-member.ts";
import { listTeams } from "#lib/teams/list-teams.ts";
import { summariseTeam } from "#lib/teams/summarise-team.ts";
import { transferOwnership } from "#lib/teams/transfer-ownership.ts";
import { updateTeam } from "#lib/teams/update-team.ts";
import { at, contextOf, createUser, days, createTeam as plantTeam } from "#test/factories.ts";

const NOW = new Date("2026-03-16T09:00:00Z");

type People = { team: Team } & Record<
  "owner" | "admin" | "member" | "viewer" | "outsider",
  Context
>;

async function build(fields: Partial<Team> = {}): Promise<People> {
  const team = await plantTeam({ name: "Northwind", ...fields });
  const other = await plantTeam({ name: "Globex" });
  return {
    team,
    owner: await contextOf(await createUser(), { now: NOW, team, role: "owner" }),
    admin: await contextOf(await createUser(), { now: NOW, team, role: "admin" }),
    member: await contextOf(await createUser(), { now: NOW, team, role: "member" }),
    viewer: await contextOf(await createUser(), { now: NOW, team, role: "viewer" }),
    outsider: await contextOf(await createUser(), { now: NOW, team: other, role: "owner" }),
  };
}

let people: People;
beforeAll(async () => {
  people = await build();
});

const rolesOf = async (teamId: string) =>
  Object.fromEntries(
    (await db().teamMember.findMany({ where: { teamId } })).map(({ userId, role }) => [
      userId,
      role,
    ]),
  );
const auditOf = (workspaceId: string) =>
  db().auditLog.findMany({
    where: { workspaceId },
    orderBy: { seq: "asc" },
    select: { action: true, actorId: true, targetId: true, metadata: true },
  });
const eventsOf = (workspaceId: string) =>
  db().domainEvent.findMany({
    where: { workspaceId, dealId: null },
    orderBy: { id: "asc" },
    select: { name: true, actorId: true, payload: true },
  });
const forbidden = { code: "forbidden" };
const notFound = { code: "not_found" };

describe("a new team", () => {
  it("has its creator as owner and counts in their currency and zone unless told", async () => {
    const user = await createUser({ currency: "SEK", timezone: "Europe/Stockholm" });
    const ctx = await contextOf(user, { now: NOW });
    const team = await createTeam(ctx, { name: "Müller & Söhne" });
    expect(team).toMatchObject({
      name: "Müller & Söhne",
      slug: "muller-sohne",
      currency: "SEK",
      timezone: "Europe/Stockholm",
      role: "owner",
      memberCount: 1,
    });
    expect(await rolesOf(team.id)).toEqual({ [user.id]: "owner" });
    expect(await auditOf(team.id)).toMatchObject([{ action: "team.created", actorId: user.id }]);
    expect(await eventsOf(team.id)).toMatchObject([{ name: "team.created", actorId: user.id }]);
    const again = await contextOfPerson(user.email, NOW);
    expect(await getTeam(again, team.id)).toEqual(team);
    expect(await createTeam(ctx, { name: "人", currency: "EUR" })).toMatchObject({
      slug: "team",
      currency: "EUR",
    });
  });

  it("gets a slug of its own, also when several of one name are made at once", async () => {
    const ctx = await contextOf(await createUser(), { now: NOW });
    const teams = await Promise.all(
      Array.from({ length: 6 }, () => createTeam(ctx, { name: "Blue Sky" })),
    );
    expect(teams.map(({ slug }) => slug).sort()).toEqual([
      "blue-sky",
      "blue-sky-2",
      "blue-sky-3",
      "blue-sky-4",
      "blue-sky-5",
      "blue-sky-6",
    ]);
  });

  it("is among the teams of its people, by name and a page at a time", async () => {
    const user = await createUser();
    const ctx = await contextOf(user, { now: NOW });
    for (const name of ["C", "A", "B"]) await createTeam(ctx, { name });
    const mine = await contextOfPerson(user.email, NOW);
    const first = await listTeams(mine, { limit: 2 });
    expect(first.teams.map(({ name }) => name)).toEqual(["A", "B"]);
    const rest = await listTeams(mine, { limit: 2, cursor: first.nextCursor ?? "" });
    expect(rest.teams.map(({ name }) => name)).toEqual(["C"]);
    expect(rest.nextCursor).toBeNull();
    expect((await listTeams(ctx, { limit: 2 })).teams).toEqual([]);
  });
});

describe("a team that is changed", () => {
  it("is renamed by owners and admins, refused to members, and not there for others", async () => {
    const { team, admin, member, viewer, outsider } = people;
    for (const ctx of [member, viewer]) {
      await expect(updateTeam(ctx, team.id, { name: "Mine" })).rejects.toMatchObject(forbidden);
    }
    await expect(updateTeam(outsider, team.id, { name: "Mine" })).rejects.toMatchObject(notFound);
    await expect(getTeam(outsider, team.id)).rejects.toMatchObject(notFound);
    expect(await getTeam(viewer, team.id)).toMatchObject({ name: "Northwind", role: "viewer" });
    expect(await updateTeam(admin, team.id, { name: "Southwind" })).toMatchObject({
      name: "Southwind",
      slug: team.slug,
      role: "admin",
      memberCount: 4,
    });
    await updateTeam(admin, team.id, { name: "Southwind" });
    expect(await eventsOf(team.id)).toEqual([
      {
        name: "team.updated",
        actorId: admin.user.id,
        payload: { fields: { name: { from: "Northwind", to: "Southwind" } } },
      },
    ]);
    expect(await auditOf(team.id)).toMatchObject([
      { action: "team.updated", metadata: { fields: ["name"] } },
    ]);
  });

  it("keeps its exchange rates meaningful when its currency changes, and has its deals ranked anew", async () => {
    const { team, owner } = await build({ currency: "EUR" });
    const rate = (currency: string, value: string) => ({
      workspaceId: team.id,
      teamId: team.id,
      currency,
      rate: value,
    });
    await db().exchangeRate.createMany({ data: [rate("USD", "0.8"), rate("GBP", "1.2")] });
    const { id } = await createDeal(
      owner,
      createDealSchema.parse({ name: "Acme", teamId: team.id, value: 10, currency: "EUR" }),
    );
    const later = at(owner, days(NOW, 1));
    await updateTeam(later, team.id, { currency: "USD" });
    const rates = await db().exchangeRate.findMany({ where: { workspaceId: team.id } });
    expect(Object.fromEntries(rates.map((row) => [row.currency, row.rate.toNumber()]))).toEqual({
      EUR: 1.25,
      GBP: 1.5,
    });
    const deal = await db().deal.findUniqueOrThrow({ where: { id } });
    expect(deal).toMatchObject({ currency: "EUR", riskValidUntil: later.now });
    const jobs = await db().$queryRaw<unknown[]>`
      SELECT 1 FROM pgboss.job WHERE name = 'refresh-norms' AND singleton_key = ${team.id}`;
    expect(jobs).toHaveLength(1);
    await updateTeam(later, team.id, { currency: "JPY" });
    expect(await db().exchangeRate.count({ where: { workspaceId: team.id } })).toBe(0);
  });
});

describe("ownership", () => {
  it("goes to another member, and whoever gives it stays as admin", async () => {
    const { team, owner, admin, member, viewer, outsider } = await build();
    for (const ctx of [admin, member, viewer]) {
      await expect(transferOwnership(ctx, team.id, ctx.user.id)).rejects.toMatchObject(forbidden);
    }
    await expect(transferOwnership(outsider, team.id, outsider.user.id)).rejects.toMatchObject(
      notFound,
    );
    await expect(transferOwnership(owner, team.id, outsider.user.id)).rejects.toMatchObject(
      notFound,
    );
    await expect(transferOwnership(owner, team.id, owner.user.id)).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ path: "userId" }],
    });
    expect(await transferOwnership(owner, team.id, viewer.user.id)).toMatchObject({
      userId: viewer.user.id,
      role: "owner",
    });
    expect(await rolesOf(team.id)).toMatchObject({
      [owner.user.id]: "admin",
      [viewer.user.id]: "owner",
      [admin.user.id]: "admin",
    });
    expect(await eventsOf(team.id)).toMatchObject([
      {
        name: "team.role_changed",
        payload: { userId: viewer.user.id, from: "viewer", to: "owner" },
      },
      { name: "team.role_changed", payload: { userId: owner.user.id, from: "owner", to: "admin" } },
    ]);
    expect(await auditOf(team.id)).toMatchObject([
      { action: "team.ownership_transferred", targetId: viewer.user.id },
    ]);
    // The session of the former owner began before that, and helps nothing.
    await expect(transferOwnership(owner, team.id, member.user.id)).rejects.toMatchObject(
      forbidden,
    );
  });
});

describe("a team that is deleted", () => {
  it("is deleted by an owner alone, who types its name", async () => {
    const { team, owner, admin, outsider } = await build();
    await expect(deleteTeam(admin, team.id, team.name)).rejects.toMatchObject(forbidden);
    await expect(summariseTeam(admin, team.id)).rejects.toMatchObject(forbidden);
    await expect(deleteTeam(outsider, team.id, team.name)).rejects.toMatchObject(notFound);
    await expect(deleteTeam(owner, team.id, "northwind")).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ path: "confirm", message: expect.stringContaining("Northwind") }],
    });
    expect(await db().team.count({ where: { id: team.id } })).toBe(1);
    expect(await db().auditLog.count({ where: { workspaceId: team.id } })).toBe(0);
  });

  it("takes everything in it along and nothing else; its people are told and its log stays", async () => {
    const { team, owner, admin, member, outsider } = await build();
    const parse = (fields: object) => createDealSchema.parse({ name: "Acme", ...fields });
    const { id: dealId } = await createDeal(owner, parse({ teamId: team.id }));
    await addComment(member, dealId, { body: "Call them" });
    await updateDeal(owner, dealId, { stage: "proposal" });
    await inviteMember(owner, team.id, { email: "new@example.test", role: "member" });
    const mine = await createDeal(owner, parse({}));
    const theirs = outsider.memberships[0]?.team.id ?? "";
    const foreign = await createDeal(outsider, parse({ teamId: theirs }));
    expect(await summariseTeam(owner, team.id)).toMatchObject({ deals: 1, otherMembers: 3 });

    await deleteTeam(owner, team.id, " Northwind ");

    const where = { workspaceId: team.id };
    expect(
      await Promise.all([
        db().team.count({ where: { id: team.id } }),
        db().deal.count({ where }),
        db().dealTimeline.count({ where: { dealId } }),
        db().dealEvent.count({ where: { dealId } }),
        db().dealComment.count({ where: { dealId } }),
        db().teamInvite.count({ where: { teamId: team.id } }),
        db().emailMessage.count({ where }),
        db().domainEvent.count({ where }),
      ]),
    ).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await db().deal.count({ where: { id: { in: [mine.id, foreign.id] } } })).toBe(2);
    const told = await db().notification.findMany({
      where: { title: "Northwind was deleted", userId: { in: [owner, admin, member].map(idOf) } },
      select: { userId: true, teamId: true, body: true },
    });
    expect(told.map(({ userId }) => userId).sort()).toEqual([admin, member].map(idOf).sort());
    expect(told[0]).toMatchObject({ teamId: null, body: expect.stringContaining(owner.user.name) });
    expect((await auditOf(team.id)).at(-1)).toMatchObject({ action: "team.deleted" });
    expect(await auditOf(owner.user.id)).toMatchObject([
      { action: "team.deleted", targetId: team.id },
    ]);
    await expect(updateTeam(owner, team.id, { name: "Back" })).rejects.toMatchObject(notFound);
  });
});

const idOf = (ctx: Context) => ctx.user.id;
