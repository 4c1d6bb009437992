import { beforeAll, expect, it, vi } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { authenticate } from "#lib/auth/authenticate.ts";
import { createDemoPerson } from "#lib/auth/create-demo-person.ts";
import { SESSION_COOKIE } from "#lib/auth/demo-token.ts";
import { contextOfPerson } from "#lib/auth/load-context.ts";
import { signInDemoPerson } from "#lib/auth/sign-in-demo-person.ts";
import { db } from "#lib/platform/db.ts";
import * as env from "#lib/platform/env.ts";
import { acceptInvite } from "#lib/teams/accept-invite.ts";
import { inviteMember } from "#lib/teams/invite-member.ts";
import { revokeInvite } from "#lib/teams/revoke-invite.ts";
import { contextOf, createTeam, createUser, days } from "#test/factories.ts";
import { inviteTokenOf } from "#test/invite-token.ts";

const NOW = new Date();
let team: Team;
let owner: Context;

beforeAll(async () => {
  team = await createTeam({ name: "Northwind", currency: "EUR", timezone: "Europe/Berlin" });
  owner = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
});

const invite = async (email: string) => {
  const { id } = await inviteMember(owner, team.id, { email, role: "member" });
  return { id, token: await inviteTokenOf(id) };
};

it("makes a person of an invited address, who can sign in and join", async () => {
  const { token } = await invite("ada.lovelace+crm@example.test");
  const [first, second] = await Promise.all([
    createDemoPerson({ token, now: NOW }),
    createDemoPerson({ token, now: NOW }),
  ]);
  expect(first).toEqual(second);
  const user = await db().user.findUniqueOrThrow({ where: { id: first.userId } });
  expect(user).toMatchObject({
    email: "ada.lovelace+crm@example.test",
    name: "Ada Lovelace",
    isDemo: true,
    currency: "EUR",
    timezone: "Europe/Berlin",
  });
  const session = await signInDemoPerson({ userId: user.id, requestId: "request-1", now: NOW });
  const request = new Request("http://localhost/", {
    headers: { cookie: `${SESSION_COOKIE}=${session}` },
  });
  expect((await authenticate(request)).ctx.user.id).toBe(user.id);
  await acceptInvite(await contextOfPerson(user.email, NOW), token);
  await expect(createDemoPerson({ token, now: NOW })).rejects.toMatchObject({ code: "conflict" });
});

it("lets nobody in by a link that is broken, revoked or has run out", async () => {
  const { id, token } = await invite("late@example.test");
  await expect(createDemoPerson({ token: `${token}x`, now: NOW })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(createDemoPerson({ token, now: days(NOW, 7) })).rejects.toMatchObject({
    code: "conflict",
  });
  await revokeInvite(owner, team.id, id);
  await expect(createDemoPerson({ token, now: NOW })).rejects.toMatchObject({ code: "conflict" });
  expect(await db().user.count({ where: { email: "late@example.test" } })).toBe(0);
});

it("opens no real account, and does nothing where Clerk signs people in", async () => {
  const real = await createUser({ email: "real@example.test" });
  const { token } = await invite(real.email);
  await expect(createDemoPerson({ token, now: NOW })).rejects.toMatchObject({ code: "forbidden" });
  expect(await db().user.findUnique({ where: { id: real.id } })).toMatchObject({ isDemo: false });
  const other = await invite("new@example.test");
  const spy = vi.spyOn(env, "env").mockReturnValue({ ...env.env(), demo: null });
  try {
    await expect(createDemoPerson({ token: other.token, now: NOW })).rejects.toMatchObject({
      code: "forbidden",
    });
  } finally {
    spy.mockRestore();
  }
  expect(await db().user.count({ where: { email: "new@example.test" } })).toBe(0);
});
