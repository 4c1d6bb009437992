import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import type { Role } from "#lib/access/policy.ts";
import { contextOfPerson } from "#lib/auth/load-context.ts";
import { db } from "#lib/platform/db.ts";
import * as env from "#lib/platform/env.ts";
import { acceptInvite } from "#lib/teams/accept-invite.ts";
import { getInvite } from "#lib/teams/get-invite.ts";
import { inviteMember } from "#lib/teams/invite-member.ts";
import { listInvites } from "#lib/teams/list-invites.ts";
import { resendInvite } from "#lib/teams/resend-invite.ts";
import { revokeInvite } from "#lib/teams/revoke-invite.ts";
import { MAX_PENDING_INVITES } from "#lib/teams/schema.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";
import { inviteTokenOf } from "#test/invite-token.ts";

const NOW = new Date("2026-03-16T09:00:00Z");
const LATER = new Date(NOW.getTime() + 61_000);
let team: Team;
let owner: Context;
let admin: Context;
let member: Context;
let outsider: Context;

beforeEach(async () => {
  team = await createTeam({ name: "Northwind" });
  owner = await join("owner");
  admin = await join("admin");
  member = await join("member");
  outsider = await contextOf(await createUser(), {
    now: NOW,
    team: await createTeam({ name: "Globex" }),
    role: "owner",
  });
});

async function join(role: Role): Promise<Context> {
  return contextOf(await createUser(), { now: NOW, team, role });
}
/** Somebody who has an account and no team. */
const ada = async (email = "ada@example.test") =>
  contextOf(await createUser({ email: email.replace("@", `+${team.slug}@`) }), { now: NOW });
const invite = (ctx: Context, email: string, role: "viewer" | "member" | "admin" = "member") =>
  inviteMember(ctx, team.id, { email, role });
const page = { limit: 25, status: "all" } as const;
const states = async (ctx: Context = owner) =>
  (await listInvites(ctx, team.id, page)).invites.map(({ email, state }) => [email, state]);
const forbidden = { code: "forbidden" };
const notFound = { code: "not_found" };
const conflict = (message: RegExp) => ({
  code: "conflict",
  message: expect.stringMatching(message),
});

describe("an invitation", () => {
  it("is a mail whose token is stored nowhere, and a row that knows only its digest", async () => {
    const sent = await invite(owner, "ada@example.test", "admin");
    expect(sent).toMatchObject({
      email: "ada@example.test",
      role: "admin",
      state: "pending",
      invitedBy: { id: owner.user.id },
      expiresAt: days(NOW, 7).toISOString(),
      mail: { status: "queued", error: null },
    });
    const token = await inviteTokenOf(sent.id);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const row = await db().teamInvite.findUniqueOrThrow({ where: { id: sent.id } });
    expect(row.tokenHash).toBe(createHash("sha256").update(token).digest("hex"));
    const [stored] = await db().$queryRaw<{ found: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM "EmailMessage" m WHERE m::text LIKE ${`%${token}%`})
        OR EXISTS (SELECT 1 FROM "TeamInvite" i WHERE i::text LIKE ${`%${token}%`})
        OR EXISTS (SELECT 1 FROM "AuditLog" a WHERE a::text LIKE ${`%${token}%`})
        OR EXISTS (SELECT 1 FROM pgboss.job j WHERE j::text LIKE ${`%${token}%`}) AS found`;
    expect(stored).toEqual({ found: false });
    expect(await db().auditLog.findMany({ where: { workspaceId: team.id } })).toMatchObject([
      { action: "member.invited", targetId: sent.id, metadata: { role: "admin" } },
    ]);
  });

  it("is sent by owners, by admins for members and viewers only, and by nobody else", async () => {
    await expect(invite(admin, "a@example.test", "admin")).rejects.toMatchObject(forbidden);
    await expect(invite(member, "a@example.test")).rejects.toMatchObject(forbidden);
    await expect(invite(outsider, "a@example.test")).rejects.toMatchObject(notFound);
    await expect(listInvites(member, team.id, page)).rejects.toMatchObject(forbidden);
    await expect(listInvites(outsider, team.id, page)).rejects.toMatchObject(notFound);
    expect(await db().teamInvite.count({ where: { teamId: team.id } })).toBe(0);
    const { id } = await invite(owner, "b@example.test", "admin");
    for (const ctx of [admin, member]) {
      await expect(resendInvite(at(ctx, LATER), team.id, id)).rejects.toMatchObject(forbidden);
      await expect(revokeInvite(ctx, team.id, id)).rejects.toMatchObject(forbidden);
    }
    const theirs = outsider.memberships[0]?.team.id ?? "";
    await expect(revokeInvite(outsider, team.id, id)).rejects.toMatchObject(notFound);
    await expect(revokeInvite(outsider, theirs, id)).rejects.toMatchObject(notFound);
    await expect(resendInvite(at(outsider, LATER), theirs, id)).rejects.toMatchObject(notFound);
    await invite(admin, "c@example.test", "viewer");
    expect(await states()).toEqual(
      expect.arrayContaining([
        ["b@example.test", "pending"],
        ["c@example.test", "pending"],
      ]),
    );
  });

  it("is refused for somebody who is there, and for an address that has one", async () => {
    await expect(invite(owner, member.user.email)).rejects.toMatchObject(
      conflict(/is in Northwind already, as member/),
    );
    await invite(owner, "ada@example.test");
    await expect(invite(admin, "ada@example.test", "viewer")).rejects.toMatchObject(
      conflict(/Send that one again/),
    );
    expect(await db().teamInvite.count({ where: { teamId: team.id } })).toBe(1);
  });

  it("that has run out makes room for a new one", async () => {
    await invite(owner, "ada@example.test");
    const later = at(owner, days(NOW, 7));
    expect(await states(later)).toEqual([["ada@example.test", "expired"]]);
    await invite(later, "ada@example.test", "viewer");
    expect(await states(later)).toEqual([
      ["ada@example.test", "pending"],
      ["ada@example.test", "revoked"],
    ]);
  });

  it("is the last when as many are open as a team can have", async () => {
    await db().teamInvite.createMany({
      data: Array.from({ length: MAX_PENDING_INVITES - 1 }, (_, n) => ({
        teamId: team.id,
        email: `p${n}@example.test`,
        role: "viewer" as const,
        tokenHash: `${team.id}-${n}`,
        expiresAt: days(NOW, 1),
      })),
    });
    const [first, second] = await Promise.allSettled([
      invite(owner, "a@example.test"),
      invite(admin, "b@example.test"),
    ]);
    expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"]);
    await expect(invite(owner, "c@example.test")).rejects.toMatchObject(conflict(/200/));
    // What has run out is not open any more.
    await expect(invite(at(owner, days(NOW, 2)), "c@example.test")).resolves.toBeDefined();
  });

  it("cannot be made where secrets cannot be kept, and leaves nothing behind", async () => {
    const spy = vi.spyOn(env, "env").mockReturnValue({ ...env.env(), encryption: null });
    try {
      await expect(invite(owner, "ada@example.test")).rejects.toMatchObject({
        code: "unavailable",
        message: expect.stringContaining("ENCRYPTION_KEY"),
      });
    } finally {
      spy.mockRestore();
    }
    expect(await db().teamInvite.count({ where: { teamId: team.id } })).toBe(0);
  });
});

describe("an invitation that is sent again", () => {
  it("has a new link and a new week; the old link is worthless, and its mail is not sent any more", async () => {
    const { id } = await invite(owner, "ada@example.test");
    const old = await inviteTokenOf(id);
    await expect(
      resendInvite(at(owner, new Date(NOW.getTime() + 20_000)), team.id, id),
    ).rejects.toMatchObject({ ...conflict(/in 40 seconds/), headers: { "retry-after": "40" } });
    const again = await resendInvite(at(admin, LATER), team.id, id);
    expect(again).toMatchObject({
      id,
      sentAt: LATER.toISOString(),
      expiresAt: days(LATER, 7).toISOString(),
      mail: { status: "queued" },
    });
    await expect(getInvite({ user: null, now: LATER }, old)).rejects.toMatchObject(notFound);
    const fresh = await inviteTokenOf(id);
    expect(await getInvite({ user: null, now: LATER }, fresh)).toMatchObject({
      verdict: "signed_out",
    });
    const mails = await db().emailMessage.findMany({
      where: { workspaceId: team.id },
      orderBy: { createdAt: "asc" },
      select: { status: true, secret: true },
    });
    expect(mails).toMatchObject([{ status: "dropped", secret: null }, { status: "queued" }]);
  });

  it("may have run out, but not have been accepted or revoked", async () => {
    const person = await ada();
    const { id } = await invite(owner, person.user.email);
    const late = days(NOW, 30);
    await resendInvite(at(owner, late), team.id, id);
    await acceptInvite(at(person, late), await inviteTokenOf(id));
    const later = at(owner, days(NOW, 31));
    await expect(resendInvite(later, team.id, id)).rejects.toMatchObject(conflict(/accepted/));
    await expect(revokeInvite(later, team.id, id)).rejects.toMatchObject(conflict(/accepted/));
    const other = await invite(owner, "other@example.test");
    await revokeInvite(owner, team.id, other.id);
    await expect(resendInvite(later, team.id, other.id)).rejects.toMatchObject(conflict(/revoked/));
  });
});

describe("the link", () => {
  it("tells everybody who opens it what it is good for, and strangers no address", async () => {
    const person = await ada();
    const { id } = await invite(owner, person.user.email, "viewer");
    const token = await inviteTokenOf(id);
    const open = (ctx: Context | null, now = NOW) =>
      getInvite({ user: ctx?.user ?? null, now }, token);
    expect(await open(null)).toEqual({
      verdict: "signed_out",
      team: { id: team.id, name: "Northwind" },
      role: "viewer",
      invitedBy: owner.user.name,
      email: person.user.email,
      expiresAt: days(NOW, 7).toISOString(),
    });
    expect(await open(person)).toMatchObject({ verdict: "open", email: person.user.email });
    expect(await open(outsider)).toMatchObject({
      verdict: "wrong_person",
      email: "a•••@example.test",
    });
    expect(await open(member)).toMatchObject({ verdict: "member" });
    expect(await open(person, days(NOW, 7))).toMatchObject({ verdict: "expired" });
    await acceptInvite(person, token);
    expect(await open(null)).toMatchObject({ verdict: "used" });
    expect(await open(outsider)).toMatchObject({ verdict: "used" });
    expect(await open(person)).toMatchObject({ verdict: "member" });
    await expect(getInvite({ user: null, now: NOW }, `${token}x`)).rejects.toMatchObject(notFound);
    const revoked = await invite(owner, "gone@example.test");
    const dead = await inviteTokenOf(revoked.id);
    await revokeInvite(owner, team.id, revoked.id);
    expect(await getInvite({ user: null, now: NOW }, dead)).toMatchObject({ verdict: "revoked" });
  });

  it("makes its addressee a member in the role it names, once", async () => {
    const person = await ada();
    const { id } = await invite(owner, person.user.email, "admin");
    const token = await inviteTokenOf(id);
    expect(await acceptInvite(person, token)).toEqual({
      team: { id: team.id, name: "Northwind" },
      role: "admin",
    });
    const fresh = await contextOfPerson(person.user.email, NOW);
    expect(fresh.memberships).toMatchObject([{ role: "admin", team: { id: team.id } }]);
    expect(await states()).toEqual([[person.user.email, "accepted"]]);
    await expect(acceptInvite(fresh, token)).rejects.toMatchObject(conflict(/are in Northwind/));
    const where = { workspaceId: team.id };
    expect(
      await db().domainEvent.findMany({ where: { ...where, name: "team.member_added" } }),
    ).toMatchObject([
      { actorId: person.user.id, payload: { userId: person.user.id, role: "admin" } },
    ]);
    expect(
      await db().auditLog.findMany({ where: { ...where, action: "member.joined" } }),
    ).toMatchObject([{ actorId: person.user.id, targetId: id }]);
    const told = await db().notification.findMany({ where: { userId: owner.user.id } });
    expect(told.map(({ title }) => title)).toContain(`${person.user.name} joined Northwind`);
    // Removed again, the same link does not let them back in.
    await db().teamMember.deleteMany({ where: { teamId: team.id, userId: person.user.id } });
    await expect(acceptInvite(person, token)).rejects.toMatchObject(conflict(/used already/));
  });

  it("is good for nobody but the address it was sent to, as that is now", async () => {
    const person = await ada();
    const { id } = await invite(owner, person.user.email);
    const token = await inviteTokenOf(id);
    await expect(acceptInvite(outsider, token)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/a•••@example\.test.*signed in as/),
    });
    await db().user.update({
      where: { id: person.user.id },
      data: { email: `moved-${person.user.email}` },
    });
    await expect(acceptInvite(person, token)).rejects.toMatchObject(forbidden);
    expect(await db().teamMember.count({ where: { teamId: team.id } })).toBe(3);
    await db().user.update({ where: { id: person.user.id }, data: { email: person.user.email } });
    await expect(acceptInvite(person, token)).resolves.toBeDefined();
  });

  it("is worthless once revoked, run out, or when the team is gone", async () => {
    const person = await ada();
    const { id } = await invite(owner, person.user.email);
    const token = await inviteTokenOf(id);
    await expect(acceptInvite(at(person, days(NOW, 7)), token)).rejects.toMatchObject(
      conflict(/expired/),
    );
    await revokeInvite(owner, team.id, id);
    await expect(acceptInvite(person, token)).rejects.toMatchObject(conflict(/withdrawn/));
    await db().team.delete({ where: { id: team.id } });
    await expect(acceptInvite(person, token)).rejects.toMatchObject(notFound);
    expect(await db().teamMember.count({ where: { userId: person.user.id } })).toBe(0);
  });
});

describe("the list", () => {
  it("has the newest first, a page at a time, and only the open ones on demand", async () => {
    for (const [n, name] of ["a", "b", "c"].entries()) {
      await invite(at(owner, days(NOW, n)), `${name}@example.test`);
    }
    const [first] = (await listInvites(owner, team.id, { ...page, limit: 1 })).invites;
    await revokeInvite(owner, team.id, first?.id ?? "");
    const open = await listInvites(owner, team.id, { limit: 1, status: "open" });
    expect(open.invites.map(({ email }) => email)).toEqual(["b@example.test"]);
    const rest = await listInvites(owner, team.id, {
      limit: 5,
      status: "open",
      cursor: open.nextCursor ?? "",
    });
    expect(rest.invites.map(({ email }) => email)).toEqual(["a@example.test"]);
    expect(await states()).toHaveLength(3);
  });

  it("says what became of the mail", async () => {
    const { id } = await invite(owner, "ada@example.test");
    await db().emailMessage.updateMany({
      where: { workspaceId: team.id },
      data: { status: "failed", error: "The address does not exist." },
    });
    expect((await listInvites(owner, team.id, page)).invites).toMatchObject([
      { id, mail: { status: "failed", error: "The address does not exist." } },
    ]);
  });
});
