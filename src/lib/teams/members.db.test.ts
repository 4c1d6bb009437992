import { beforeEach, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { ROLES, type Role } from "#lib/access/policy.ts";
import { contextOfPerson } from "#lib/auth/load-context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { deleteDeal } from "#lib/deals/delete-deal.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { listDeals } from "#lib/deals/list-deals.ts";
import { restoreDeal } from "#lib/deals/restore-deal.ts";
import { createDealSchema, listDealsSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { db } from "#lib/platform/db.ts";
import { changeRole } from "#lib/teams/change-role.ts";
import { inviteMember } from "#lib/teams/invite-member.ts";
import { leaveTeam } from "#lib/teams/leave-team.ts";
import { listMembers } from "#lib/teams/list-members.ts";
import { previewRemoval } from "#lib/teams/preview-removal.ts";
import { removeMember } from "#lib/teams/remove-member.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { plantDeals } from "#test/planted-deals.ts";

const NOW = new Date("2026-03-16T09:00:00Z");
let team: Team;
let people: Record<Role, Context>;
let outsider: Context;

beforeEach(async () => {
  team = await createTeam({ name: "Northwind" });
  people = {
    owner: await join("owner"),
    admin: await join("admin"),
    member: await join("member"),
    viewer: await join("viewer"),
  };
  outsider = await contextOf(await createUser(), {
    now: NOW,
    team: await createTeam({ name: "Globex" }),
    role: "owner",
  });
});

async function join(role: Role): Promise<Context> {
  return contextOf(await createUser({ name: `${role} person` }), { now: NOW, team, role });
}
const make = (ctx: Context, fields: object = {}) =>
  createDeal(ctx, createDealSchema.parse({ name: "Acme", teamId: team.id, ...fields }));
const roleOf = async ({ user }: Context) =>
  (
    await db().teamMember.findUnique({
      where: { teamId_userId: { teamId: team.id, userId: user.id } },
    })
  )?.role ?? null;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "ok",
    (error: { code?: string }) => error.code ?? String(error),
  );
const forbidden = { code: "forbidden" };
const notFound = { code: "not_found" };

// The rows of the specification: admins manage members and viewers, owners everybody.
const MANAGES: Record<Role, readonly Role[]> = {
  viewer: [],
  member: [],
  admin: ["viewer", "member"],
  owner: ["viewer", "member", "admin", "owner"],
};

describe.each(ROLES)("a colleague's role, changed by a %s,", (mine) => {
  it("changes where both roles are theirs to manage, and nowhere else", async () => {
    for (const from of ROLES) {
      for (const to of ROLES) {
        const target = await join(from);
        const mayDo = MANAGES[mine].includes(from) && MANAGES[mine].includes(to);
        const outcome = await codeOf(changeRole(people[mine], team.id, target.user.id, to));
        expect([from, to, outcome]).toEqual([from, to, mayDo ? "ok" : "forbidden"]);
        expect(await roleOf(target)).toBe(mayDo ? to : from);
      }
    }
  });

  it("does not keep them from being removed where it is theirs to manage, and nowhere else", async () => {
    for (const role of ROLES) {
      const target = await join(role);
      const mayDo = MANAGES[mine].includes(role);
      expect(await codeOf(previewRemoval(people[mine], team.id, target.user.id))).toBe(
        mayDo ? "ok" : "forbidden",
      );
      expect(await codeOf(removeMember(people[mine], team.id, target.user.id, {}))).toBe(
        mayDo ? "ok" : "forbidden",
      );
      expect(await roleOf(target)).toBe(mayDo ? null : role);
    }
  });
});

describe("the people of a team", () => {
  it("are seen by everybody in it with their addresses, a page at a time, and by nobody else", async () => {
    const { owner, viewer } = people;
    const first = await listMembers(viewer, team.id, { limit: 3 });
    expect(first.members.map(({ name, role }) => [name, role])).toEqual([
      ["admin person", "admin"],
      ["member person", "member"],
      ["owner person", "owner"],
    ]);
    expect(first.members[2]?.email).toBe(owner.user.email);
    const rest = await listMembers(viewer, team.id, { limit: 3, cursor: first.nextCursor ?? "" });
    expect(rest.members.map(({ name }) => name)).toEqual(["viewer person"]);
    expect(rest.nextCursor).toBeNull();
    await expect(listMembers(outsider, team.id, { limit: 3 })).rejects.toMatchObject(notFound);
  });

  it("are out of reach for somebody of another team, who finds nobody there", async () => {
    const { member } = people;
    for (const work of [
      () => changeRole(outsider, team.id, member.user.id, "viewer"),
      () => removeMember(outsider, team.id, member.user.id, {}),
      () => previewRemoval(outsider, team.id, member.user.id),
      () => leaveTeam(outsider, team.id),
      () => changeRole(people.owner, team.id, outsider.user.id, "viewer"),
      () => removeMember(people.owner, team.id, outsider.user.id, {}),
    ]) {
      await expect(work()).rejects.toMatchObject(notFound);
    }
    expect(await db().teamMember.count({ where: { teamId: team.id } })).toBe(4);
  });
});

describe("a role that is changed", () => {
  it("is in the log and the feed, and the same role again is nothing", async () => {
    const { owner, member } = people;
    await changeRole(owner, team.id, member.user.id, "admin");
    await changeRole(owner, team.id, member.user.id, "admin");
    const where = { workspaceId: team.id };
    expect(await db().auditLog.findMany({ where })).toMatchObject([
      {
        action: "member.role_changed",
        actorId: owner.user.id,
        targetId: member.user.id,
        metadata: { from: "member", to: "admin" },
      },
    ]);
    expect(await db().domainEvent.findMany({ where })).toMatchObject([
      {
        name: "team.role_changed",
        payload: { userId: member.user.id, from: "member", to: "admin" },
      },
    ]);
    const [told] = await db().notification.findMany({ where: { userId: member.user.id } });
    expect(told?.title).toBe("You are now admin of Northwind");
  });

  it("counts at once, whatever the session of the demoted person says", async () => {
    const { owner, admin, member, viewer } = people;
    await changeRole(owner, team.id, admin.user.id, "viewer");
    await expect(changeRole(admin, team.id, member.user.id, "viewer")).rejects.toMatchObject(
      forbidden,
    );
    await removeMember(owner, team.id, admin.user.id, {});
    await expect(removeMember(admin, team.id, viewer.user.id, {})).rejects.toMatchObject(notFound);
    expect(await roleOf(member)).toBe("member");
  });

  it("is not the last owner's: they are told what to do instead", async () => {
    const { owner } = people;
    const conflict = { code: "conflict", message: expect.stringMatching(/only owner.*first/) };
    await expect(changeRole(owner, team.id, owner.user.id, "admin")).rejects.toMatchObject(
      conflict,
    );
    await expect(leaveTeam(owner, team.id)).rejects.toMatchObject(conflict);
    const second = await join("owner");
    await changeRole(owner, team.id, owner.user.id, "member");
    expect(await roleOf(owner)).toBe("member");
    await expect(leaveTeam(second, team.id)).rejects.toMatchObject(conflict);
    await leaveTeam(owner, team.id);
    expect(await roleOf(owner)).toBeNull();
  });

  it("cannot be given up by the only person of a team, who is told to delete it", async () => {
    const alone = await createTeam({ name: "Alone" });
    const ctx = await contextOf(await createUser(), { now: NOW, team: alone, role: "owner" });
    await expect(leaveTeam(ctx, alone.id)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Delete the team"),
    });
  });
});

describe("somebody who is removed", () => {
  it("leaves behind what was said before: open and closed deals, those of others, invitations", async () => {
    const { owner, admin } = people;
    await make(admin);
    await make(admin, { assigneeId: admin.user.id });
    await updateDeal(owner, (await make(admin)).id, { stage: "closed_lost" });
    await make(owner, { assigneeId: admin.user.id });
    await deleteDeal(owner, (await make(admin)).id);
    await inviteMember(admin, team.id, { email: "new@example.test", role: "viewer" });
    expect(await previewRemoval(owner, team.id, admin.user.id)).toEqual({
      member: { id: admin.user.id, name: "admin person", role: "admin" },
      owned: { open: 2, closed: 1 },
      assigned: { open: 1, closed: 0 },
      invites: 1,
      heir: { id: owner.user.id, name: "owner person" },
    });
    expect(await previewRemoval(admin, team.id, admin.user.id)).toMatchObject({ invites: 1 });
  });

  it("gives their deals to an owner and their assignments to nobody unless told, in the open", async () => {
    const { owner, admin, member } = people;
    const own = (await make(member, { assigneeId: member.user.id })).id;
    const assigned = (await make(owner, { assigneeId: member.user.id })).id;
    const other = (await make(owner)).id;
    const elsewhere = (await make(member, { teamId: null })).id;

    await removeMember(admin, team.id, member.user.id, {});

    const found = await db().deal.findMany({
      where: { id: { in: [own, assigned, other, elsewhere] } },
      select: { id: true, userId: true, assignedToId: true, version: true },
    });
    const deals = new Map(found.map(({ id, ...deal }) => [id, deal]));
    const ownerId = owner.user.id;
    expect(deals.get(own)).toEqual({ userId: ownerId, assignedToId: null, version: 2 });
    expect(deals.get(assigned)).toEqual({ userId: ownerId, assignedToId: null, version: 2 });
    expect(deals.get(other)).toEqual({ userId: ownerId, assignedToId: null, version: 1 });
    expect(deals.get(elsewhere)).toMatchObject({ userId: member.user.id, version: 1 });
    const log = await db().dealEvent.findMany({
      where: { dealId: own, type: { in: ["owner_changed", "assignee_changed"] } },
      orderBy: { type: "asc" },
    });
    expect(log).toMatchObject([
      { type: "owner_changed", payload: { from: member.user.id, to: ownerId } },
      { type: "assignee_changed", payload: { from: member.user.id, to: null } },
    ]);
    const trail = await db().dealTimeline.findMany({
      where: { dealId: own },
      orderBy: { seq: "asc" },
    });
    expect(trail.at(-1)).toMatchObject({
      action: "deal.updated",
      actorId: admin.user.id,
      before: { ownerId: member.user.id, assigneeId: member.user.id },
      after: { ownerId, assigneeId: null },
    });
    expect(
      await db().auditLog.findMany({ where: { workspaceId: team.id, action: "member.removed" } }),
    ).toMatchObject([
      {
        targetId: member.user.id,
        metadata: { role: "member", ownedTo: ownerId, assignedTo: null },
      },
    ]);
    expect(
      await db().domainEvent.findMany({
        where: { workspaceId: team.id, name: "team.member_removed" },
      }),
    ).toMatchObject([{ payload: { userId: member.user.id, role: "member", hasLeft: false } }]);
  });

  it("gives them to whom they were told to, if that person can work on deals", async () => {
    const { owner, admin, member, viewer } = people;
    const own = (await make(member)).id;
    const assigned = (await make(owner, { assigneeId: member.user.id })).id;
    const choose = (choice: object) => removeMember(owner, team.id, member.user.id, choice);
    for (const [choice, message] of [
      [{ ownedTo: viewer.user.id }, /viewer/],
      [{ ownedTo: member.user.id }, /the one who goes/],
      [{ assignedTo: outsider.user.id }, /not a member/],
    ] as const) {
      const [path] = Object.keys(choice);
      await expect(choose(choice)).rejects.toMatchObject({
        code: "invalid_input",
        errors: [{ path, message: expect.stringMatching(message) }],
      });
    }
    expect(await roleOf(member)).toBe("member");
    const another = await join("member");
    await choose({ ownedTo: admin.user.id, assignedTo: another.user.id });
    expect(await db().deal.findUniqueOrThrow({ where: { id: own } })).toMatchObject({
      userId: admin.user.id,
    });
    expect(await db().deal.findUniqueOrThrow({ where: { id: assigned } })).toMatchObject({
      userId: owner.user.id,
      assignedToId: another.user.id,
    });
    const told = await db().notification.findMany({ where: { userId: another.user.id } });
    expect(told.map(({ title }) => title)).toContain("Acme is assigned to you");
  });

  it("leaves contacts, meetings and webhooks in the hands of whoever takes over", async () => {
    const { owner, member } = people;
    const common = { workspaceId: team.id, teamId: team.id, userId: member.user.id };
    const moment = { startsAt: NOW, endsAt: NOW };
    await db().contact.create({ data: { ...common, name: "Buyer" } });
    await db().meeting.create({
      data: { ...common, ...moment, title: "Review", source: "manual" },
    });
    await db().webhook.create({
      data: { ...common, name: "CRM", url: "https://a.test", secret: "" },
    });
    await removeMember(owner, team.id, member.user.id, {});
    const where = { teamId: team.id, userId: owner.user.id };
    expect(
      await Promise.all([
        db().contact.count({ where }),
        db().meeting.count({ where }),
        db().webhook.count({ where }),
      ]),
    ).toEqual([1, 1, 1]);
    // What their account takes along is theirs alone.
    await db().user.delete({ where: { id: member.user.id } });
    expect(await db().contact.count({ where })).toBe(1);
  });

  it("sees nothing of the team any more, not even what they made, and is told so", async () => {
    const { owner, member } = people;
    const own = (await make(member)).id;
    const assigned = (await make(owner, { assigneeId: member.user.id })).id;
    await removeMember(owner, team.id, member.user.id, {});
    const fresh = await contextOfPerson(member.user.email, NOW);
    expect(fresh.memberships).toEqual([]);
    for (const id of [own, assigned]) {
      await expect(getDeal(fresh, id)).rejects.toMatchObject(notFound);
      await expect(updateDeal(fresh, id, { name: "Mine" })).rejects.toMatchObject(notFound);
    }
    expect((await listDeals(fresh, listDealsSchema.parse({}))).deals).toEqual([]);
    const told = await db().notification.findMany({
      where: { userId: member.user.id, teamId: null },
    });
    expect(told.map(({ title }) => title)).toEqual(["You are no longer in Northwind"]);
  });

  it("takes the invitations along that they sent and nobody has accepted", async () => {
    const { owner, admin } = people;
    const ghost = await inviteMember(admin, team.id, {
      email: "ghost@example.test",
      role: "viewer",
    });
    const real = await inviteMember(owner, team.id, { email: "real@example.test", role: "viewer" });
    await removeMember(owner, team.id, admin.user.id, {});
    const open = await db().teamInvite.findMany({ where: { teamId: team.id, revokedAt: null } });
    expect(open.map(({ id }) => id)).toEqual([real.id]);
    expect(ghost.id).not.toBe(real.id);
  });

  it("leaves deleted deals to somebody who is there when they are brought back", async () => {
    const { owner, member } = people;
    const { id } = await make(member, { assigneeId: member.user.id });
    await deleteDeal(member, id);
    await removeMember(owner, team.id, member.user.id, {});
    const back = await restoreDeal(owner, id);
    expect(back).toMatchObject({ owner: { id: owner.user.id }, assignee: null });
  });

  it("is somebody else: whoever wants to go themselves leaves", async () => {
    const second = await join("owner");
    await expect(removeMember(second, team.id, second.user.id, {})).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("leave"),
    });
  });

  it("may have more deals than one round of statements holds", async () => {
    const { owner, member } = people;
    const ids = Array.from({ length: 1_203 }, (_, n) => `${team.id}-${n}`);
    await plantDeals(
      { teamId: team.id, userId: member.user.id },
      ids.map((id) => ({ id, stages: [{ stage: "discovery", at: NOW.getTime() }], touches: [] })),
    );
    await removeMember(owner, team.id, member.user.id, {});
    const where = { teamId: team.id, userId: owner.user.id, version: 2 };
    expect(await db().deal.count({ where })).toBe(ids.length);
    expect(
      await db().dealEvent.count({ where: { dealId: { in: ids }, type: "owner_changed" } }),
    ).toBe(ids.length);
    expect(await db().dealTimeline.count({ where: { dealId: { in: ids } } })).toBe(ids.length);
  });
});

describe("somebody who leaves", () => {
  it("hands over in the same way, and the team's leaders hear of it", async () => {
    const { owner, member } = people;
    const own = (await make(member)).id;
    await leaveTeam(member, team.id);
    expect(await db().deal.findUniqueOrThrow({ where: { id: own } })).toMatchObject({
      userId: owner.user.id,
    });
    expect(await db().auditLog.findMany({ where: { workspaceId: team.id } })).toMatchObject([
      { action: "member.left", targetId: member.user.id },
    ]);
    const told = await db().notification.findMany({ where: { userId: owner.user.id } });
    expect(told.map(({ title }) => title)).toContain("member person left Northwind");
    await expect(leaveTeam(member, team.id)).rejects.toMatchObject(notFound);
  });
});
