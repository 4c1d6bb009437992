import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
const IN_A_WEEK = new Date(Date.now() + 7 * 86_400_000);

let teamId: string;
let admin: Context;
let member: Context;
let outsider: Context;

beforeEach(async () => {
  const team = await createTeam({ name: "Northwind" });
  teamId = team.id;
  admin = await contextOf(await createUser({ isDemo: true }), { now: NOW, team, role: "admin" });
  member = await contextOf(await createUser({ isDemo: true }), { now: NOW, team, role: "member" });
  outsider = await contextOf(await createUser({ isDemo: true }), {
    now: NOW,
    team: await createTeam({ name: "Globex" }),
    role: "owner",
  });
});

const fail = (fields: object = {}) =>
  db().emailMessage.create({
    data: {
      to: "ada@example.org",
      workspaceId: teamId,
      template: "notification",
      data: { kind: "sync_failed", title: "The sync failed", body: "", href: "/settings" },
      status: "failed",
      attemptCount: 8,
      error: "Resend could not be reached.",
      ...fields,
    },
  });
const listFor = async ({ user }: Context) => {
  const { body } = await api("GET", "/api/emails/failed", { as: user.id });
  return body.emails.map(({ id }: { id: string }) => id);
};
const retry = (ctx: Context, id: string) =>
  api("POST", `/api/emails/${id}/retry`, { as: ctx.user.id });
const statusOf = async (id: string) =>
  (await db().emailMessage.findUniqueOrThrow({ where: { id } })).status;

describe("mails that were given up", () => {
  it("of a team are seen by whoever may configure it, with what went wrong", async () => {
    const { id } = await fail();
    const { body } = await api("GET", "/api/emails/failed", { as: admin.user.id });
    expect(body.emails).toMatchObject([
      {
        id,
        to: "ada@example.org",
        subject: "The sync failed",
        error: "Resend could not be reached.",
        attempts: 8,
      },
    ]);
    expect(await listFor(member)).toEqual([]);
    expect(await listFor(outsider)).toEqual([]);
  });

  it("to oneself are seen by anybody, as long as they are in the team they tell of", async () => {
    const { id } = await fail({ userId: member.user.id });
    expect(await listFor(member)).toEqual([id]);
    await db().teamMember.deleteMany({ where: { userId: member.user.id } });
    expect(await listFor(member)).toEqual([]);
  });

  it("are listed page by page, newest first, and only those", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.unshift((await fail({ createdAt: new Date(NOW.getTime() + index) })).id);
    }
    await fail({ status: "sent" });
    const as = admin.user.id;
    const first = await api("GET", "/api/emails/failed?limit=3", { as });
    const next = `/api/emails/failed?limit=3&cursor=${first.body.nextCursor}`;
    const second = await api("GET", next, { as });
    const all = [...first.body.emails, ...second.body.emails].map(({ id }) => id);
    expect(all).toEqual(ids);
    expect(second.body.nextCursor).toBeNull();
  });
});

describe("sending one again", () => {
  it("puts it back into the queue, and is a conflict the second time", async () => {
    const { id } = await fail();
    const answer = await retry(admin, id);
    expect(answer).toMatchObject({ status: 200, body: { email: { id, status: "queued" } } });
    expect(await db().emailMessage.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: "queued",
      attemptCount: 0,
      error: null,
      nextAttemptAt: expect.any(Date),
    });
    expect((await retry(admin, id)).status).toBe(409);
  });

  it("is not for somebody else: 404, and nothing changes", async () => {
    const { id } = await fail();
    for (const ctx of [member, outsider]) expect((await retry(ctx, id)).status).toBe(404);
    expect(await statusOf(id)).toBe("failed");
  });

  it("of an invitation works while its link does", async () => {
    const open = await db().teamInvite.create({
      data: {
        teamId,
        email: "ada@example.org",
        role: "member",
        tokenHash: `hash-${teamId}`,
        expiresAt: IN_A_WEEK,
      },
    });
    const mail = (expiresAt: Date) =>
      fail({
        template: "invite",
        data: {
          inviteId: open.id,
          teamName: "Northwind",
          inviterName: "Olivia",
          role: "member",
          expiresAt: expiresAt.toISOString(),
        },
      });
    // The mail of before it was sent again: that made another link.
    const old = await mail(new Date(IN_A_WEEK.getTime() - 1));
    const current = await mail(IN_A_WEEK);
    const refused = await retry(admin, old.id);
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(await statusOf(old.id)).toBe("failed");
    expect((await retry(admin, current.id)).status).toBe(200);
    await db().emailMessage.update({ where: { id: current.id }, data: { status: "failed" } });
    await db().teamInvite.update({ where: { id: open.id }, data: { revokedAt: NOW } });
    expect((await retry(admin, current.id)).status).toBe(409);
  });
});
