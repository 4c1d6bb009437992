import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { authenticate } from "#lib/auth/authenticate.ts";
import { db } from "#lib/platform/db.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { type ClerkStandIn, startClerk } from "#test/standins/clerk.ts";
import {
  jwtKey,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  sessionCookies,
  sessionToken,
} from "#test/standins/clerk-keys.ts";

let clerk: ClerkStandIn;

beforeAll(async () => {
  clerk = await startClerk();
  delete process.env.SENTINEL_DEMO;
  delete process.env.SENTINEL_DEMO_SECRET;
  Object.assign(process.env, {
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
    CLERK_SECRET_KEY: SECRET_KEY,
    CLERK_JWT_KEY: jwtKey,
    CLERK_API_URL: clerk.url,
  });
});
beforeEach(() => {
  clerk.requests.length = 0;
  clerk.outage = null;
});
afterAll(() => clerk.stop());

const requestOf = async (sub: string) =>
  new Request("http://localhost/api/auth/me", {
    headers: { authorization: `Bearer ${await sessionToken({ sub })}` },
  });
const enter = async (sub: string) => (await authenticate(await requestOf(sub))).ctx;
const emailOf = async (id: string) => (await db().user.findUnique({ where: { id } }))?.email;

describe("somebody whom Clerk knows and we do not", () => {
  it("becomes a user at first sight, and Clerk is not asked again", async () => {
    clerk.users.set("user_Ann", {
      id: "user_Ann",
      firstName: "Ann",
      lastName: "Lee",
      email: "Ann.Lee@Example.com",
    });
    const ctx = await enter("user_Ann");
    expect(ctx.user).toMatchObject({ name: "Ann Lee", email: "ann.lee@example.com" });
    expect(ctx.memberships).toEqual([]);
    expect(clerk.requests).toEqual(["GET /v1/users/user_Ann"]);
    await enter("user_Ann");
    expect(clerk.requests).toHaveLength(1);
  });

  it("becomes one user when ten first requests come at once", async () => {
    clerk.users.set("user_bea", { id: "user_bea", email: "bea@example.com" });
    const contexts = await Promise.all(Array.from({ length: 10 }, () => enter("user_bea")));
    expect(new Set(contexts.map(({ user }) => user.id))).toEqual(new Set(["user_bea"]));
    expect(await db().user.count({ where: { email: "bea@example.com" } })).toBe(1);
  });

  it("gets a stand-in for an address that Clerk has not verified, and so nobody's invitations", async () => {
    await createUser({ email: "boss@example.com" });
    clerk.users.set("user_eve", { id: "user_eve", email: "boss@example.com", isVerified: false });
    expect((await enter("user_eve")).user.email).toBe("user_eve@no-address.invalid");
  });

  it("is not let in when Clerk has deleted them", async () => {
    await expect(enter("user_deleted")).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await emailOf("user_deleted")).toBeUndefined();
  });

  it("is asked to come back while Clerk is down; whom we know gets in", async () => {
    const team = await createTeam({ name: "Northwind" });
    const known = await createUser();
    await contextOf(known, { now: new Date(), team, role: "admin" });
    clerk.users.set("user_late", { id: "user_late", email: "late@example.com" });
    clerk.outage = 500;
    await expect(enter("user_late")).rejects.toMatchObject({ code: "unavailable", status: 503 });
    expect((await enter(known.id)).memberships).toMatchObject([{ role: "admin" }]);
    clerk.outage = null;
    expect((await enter("user_late")).user.email).toBe("late@example.com");
  });
});

describe("an address that has moved on at Clerk before we heard", () => {
  it("goes to its new owner when the old one has taken another", async () => {
    clerk.users.set("user_old", { id: "user_old", email: "shared@example.com" });
    await enter("user_old");
    clerk.users.set("user_old", { id: "user_old", email: "old@example.com" });
    clerk.users.set("user_new", { id: "user_new", email: "shared@example.com" });
    expect((await enter("user_new")).user.email).toBe("shared@example.com");
    expect(await emailOf("user_old")).toBe("old@example.com");
  });

  it("goes to its new owner when the old one is gone, who keeps nothing of theirs", async () => {
    clerk.users.set("user_gone", { id: "user_gone", email: "again@example.com" });
    await enter("user_gone");
    clerk.users.delete("user_gone");
    clerk.users.set("user_again", { id: "user_again", email: "again@example.com" });
    const ctx = await enter("user_again");
    expect(ctx.user).toMatchObject({ id: "user_again", email: "again@example.com" });
    expect(await emailOf("user_gone")).toBe("user_gone@no-address.invalid");
  });
});

it("tells a browser's session from a bearer token, so that its changes need our own pages", async () => {
  clerk.users.set("user_cookie", { id: "user_cookie", email: "cookie@example.com" });
  const cookie = sessionCookies(await sessionToken({ sub: "user_cookie" }));
  const { via } = await authenticate(new Request("http://localhost/", { headers: { cookie } }));
  expect(via).toBe("cookie");
});
