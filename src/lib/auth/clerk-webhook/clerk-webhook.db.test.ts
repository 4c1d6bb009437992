import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST } from "#app/api/webhooks/clerk/route.ts";
import type { Role } from "#lib/access/policy.ts";
import { deleteSignInJob } from "#lib/account/account-jobs.ts";
import { deleteAccount } from "#lib/account/delete-account.ts";
import { authenticate } from "#lib/auth/authenticate.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { stopBoss } from "#lib/jobs/boss.ts";
import { drainJobs } from "#lib/jobs/run-jobs.ts";
import { db } from "#lib/platform/db.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { type ClerkStandIn, startClerk } from "#test/standins/clerk.ts";
import {
  jwtKey,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  sessionToken,
  WEBHOOK_SECRET,
  webhookHeaders,
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
    CLERK_WEBHOOK_SIGNING_SECRET: WEBHOOK_SECRET,
  });
});
beforeEach(() => {
  clerk.requests.length = 0;
  clerk.outage = null;
});
afterAll(async () => {
  await stopBoss();
  await clerk.stop();
});

type Person = { id: string; email?: string; isVerified?: boolean; firstName?: string; at?: number };

/** The data of user.created and user.updated, as far as Clerk sends what matters here. */
function personData({ id, email, isVerified = true, firstName = "Ann", at = 1000 }: Person) {
  const address = {
    object: "email_address",
    id: `idn_${id}`,
    email_address: email,
    verification: { object: "verification_otp", status: isVerified ? "verified" : "unverified" },
    linked_to: [],
  };
  return {
    object: "user",
    id,
    username: null,
    first_name: firstName,
    last_name: "Lee",
    image_url: `https://img.clerk.com/${id}`,
    primary_email_address_id: email ? address.id : null,
    email_addresses: email ? [address] : [],
    created_at: 500,
    updated_at: at,
  };
}

const eventOf = (type: string, data: object) =>
  JSON.stringify({ type, object: "event", data, timestamp: Date.now(), instance_id: "ins_1" });

async function send(body: string, headers = webhookHeaders(body)) {
  const request = new Request("http://localhost/api/webhooks/clerk", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

const tell = async (type: string, person: Person) =>
  (await send(eventOf(type, personData(person)))).body.outcome;
const tellDeleted = async (id: string) =>
  (await send(eventOf("user.deleted", { object: "user", id, deleted: true }))).body.outcome;
const userOf = (id: string) => db().user.findUnique({ where: { id } });

describe("what Clerk tells of a new person", () => {
  it("makes a user of them, with the address that it has verified", async () => {
    expect(await tell("user.created", { id: "user_new", email: "New@Example.com" })).toBe(
      "followed",
    );
    expect(await userOf("user_new")).toMatchObject({
      email: "new@example.com",
      name: "Ann Lee",
      imageUrl: "https://img.clerk.com/user_new",
      profileAt: new Date(1000),
    });
    await tell("user.created", { id: "user_eve", email: "boss@example.com", isVerified: false });
    expect((await userOf("user_eve"))?.email).toBe("user_eve@no-address.invalid");
  });

  it("may come after what it tells of a change, and undoes nothing then", async () => {
    await tell("user.updated", { id: "user_late", email: "b@example.com", firstName: "B", at: 20 });
    expect(
      await tell("user.created", {
        id: "user_late",
        email: "a@example.com",
        firstName: "A",
        at: 10,
      }),
    ).toBe("ignored");
    expect(await userOf("user_late")).toMatchObject({ name: "B Lee", email: "b@example.com" });
  });
});

describe("what Clerk tells of a change", () => {
  it("is followed once, and only when it is news", async () => {
    await tell("user.created", { id: "user_c", email: "c@example.com", at: 10 });
    const body = eventOf("user.updated", personData({ id: "user_c", firstName: "Cy", at: 30 }));
    const headers = webhookHeaders(body, { id: "msg_same" });
    expect((await send(body, headers)).body.outcome).toBe("followed");
    expect((await send(body, headers)).body.outcome).toBe("ignored");
    expect(await tell("user.updated", { id: "user_c", firstName: "Old", at: 20 })).toBe("ignored");
    expect(await userOf("user_c")).toMatchObject({
      name: "Cy Lee",
      email: "user_c@no-address.invalid",
    });
  });

  it("gives an address to whoever has it now, though somebody else still has it here", async () => {
    await tell("user.created", { id: "user_old", email: "shared@example.com" });
    clerk.users.set("user_old", { id: "user_old", email: "moved@example.com" });
    await tell("user.created", { id: "user_next", email: "shared@example.com" });
    expect((await userOf("user_next"))?.email).toBe("shared@example.com");
    expect((await userOf("user_old"))?.email).toBe("moved@example.com");
  });
});

describe("an account that is gone at Clerk", () => {
  it("is erased here, however often and in whatever order it is told", async () => {
    await tell("user.created", { id: "user_x", email: "x@example.com" });
    expect(await tellDeleted("user_x")).toBe("followed");
    expect(await userOf("user_x")).toBeNull();
    expect(await tellDeleted("user_x")).toBe("followed");
    expect(await tell("user.updated", { id: "user_x", email: "x@example.com", at: 99 })).toBe(
      "ignored",
    );
    expect(await userOf("user_x")).toBeNull();
  });

  it("leaves a mark when it was never known, so that nothing late makes a user of it", async () => {
    await tellDeleted("user_unknown");
    expect(await tell("user.created", { id: "user_unknown", email: "u@example.com" })).toBe(
      "ignored",
    );
    clerk.users.set("user_unknown", { id: "user_unknown", email: "u@example.com" });
    const token = await sessionToken({ sub: "user_unknown" });
    const request = new Request("http://localhost/", {
      headers: { authorization: `Bearer ${token}` },
    });
    await expect(authenticate(request)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(clerk.requests).toEqual([]);
    expect(await userOf("user_unknown")).toBeNull();
  });

  it("is not made again by a first request that runs at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = `user_race_${round}`;
      clerk.users.set(id, { id, email: `${id}@example.com` });
      const token = await sessionToken({ sub: id });
      const request = new Request("http://localhost/", {
        headers: { authorization: `Bearer ${token}` },
      });
      await Promise.all([authenticate(request).catch(() => null), tellDeleted(id)]);
      expect(await userOf(id)).toBeNull();
    }
  });

  it("cannot keep a team: it passes to the highest in rank who has been there longest", async () => {
    const now = new Date();
    const team = await createTeam({ name: "Left behind" });
    const join = async (name: string, role: Role, daysAgo: number) => {
      const user = await createUser({ name });
      const ctx = await contextOf(user, { now, team, role });
      const createdAt = new Date(now.getTime() - daysAgo * 86_400_000);
      await db().teamMember.updateMany({ where: { userId: user.id }, data: { createdAt } });
      return ctx;
    };
    const owner = await join("Only Owner", "owner", 9);
    await join("Long Member", "member", 8);
    const admin = await join("Older Admin", "admin", 5);
    await join("Newer Admin", "admin", 3);
    await db().teamInvite.create({
      data: {
        teamId: team.id,
        email: "elsewhere@example.com",
        role: "admin",
        tokenHash: "t",
        invitedById: owner.user.id,
        expiresAt: new Date(now.getTime() + 86_400_000),
      },
    });
    const deal = await createDeal(owner, createDealSchema.parse({ name: "Deal", teamId: team.id }));
    expect(await tellDeleted(owner.user.id)).toBe("followed");
    const members = await db().teamMember.findMany({ where: { teamId: team.id, role: "owner" } });
    expect(members.map(({ userId }) => userId)).toEqual([admin.user.id]);
    expect(await db().deal.findUniqueOrThrow({ where: { id: deal.id } })).toMatchObject({
      userId: admin.user.id,
    });
    const log = await db().auditLog.findMany({
      where: { workspaceId: team.id },
      orderBy: { seq: "asc" },
    });
    expect(log).toMatchObject([
      {
        action: "member.role_changed",
        actorName: "Clerk",
        targetId: admin.user.id,
        metadata: { from: "admin", to: "owner" },
      },
      { action: "user.deleted", actorName: "Clerk", targetId: owner.user.id },
    ]);
    const events = await db().domainEvent.findMany({
      where: { workspaceId: team.id, dealId: null },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ name }) => name)).toEqual(["team.role_changed", "team.member_removed"]);
    // Whoever was put out at Clerk must not come back by a link of their own.
    const [invite] = await db().teamInvite.findMany({ where: { teamId: team.id } });
    expect(invite?.revokedAt).not.toBeNull();
  });
});

describe("an account deleted here", () => {
  it("is deleted at Clerk too, by a job that is content when it is gone already", async () => {
    const now = new Date();
    for (const isKnown of [true, false]) {
      const id = `user_own_${isKnown}`;
      await tell("user.created", { id, email: `${id}@example.com` });
      if (isKnown) clerk.users.set(id, { id });
      const ctx = await contextOf(await db().user.findUniqueOrThrow({ where: { id } }), { now });
      await deleteAccount(ctx, `${id}@example.com`);
      expect(clerk.requests).toEqual([]);
      const jobs = [deleteSignInJob] as unknown as Parameters<typeof drainJobs>[0];
      const done = await drainJobs(jobs, { now, deadline: Date.now() + 20_000 });
      expect(done).toEqual({ done: 1, failed: 0 });
      expect(clerk.requests).toEqual([`DELETE /v1/users/${id}`]);
      expect(clerk.users.has(id)).toBe(false);
      clerk.requests.length = 0;
    }
  });
});

describe("what only claims to come from Clerk", () => {
  const body = eventOf("user.created", personData({ id: "user_forged", email: "f@example.com" }));
  const good = webhookHeaders(body);
  const renamed = Object.fromEntries(
    Object.entries(good).map(([name, value]) => [name.replace("svix", "webhook"), value]),
  );
  const sixMinutes = 6 * 60_000;

  it.each([
    [
      "is signed with another secret",
      webhookHeaders(body, { secret: "whsec_c29tZWJvZHkgZWxzZQ==" }),
    ],
    ["is signed for another body", webhookHeaders(`${body} `)],
    ["is not signed", {}],
    ["carries its signature in other headers", renamed],
    ["was signed too long ago", webhookHeaders(body, { at: new Date(Date.now() - sixMinutes) })],
    ["was signed in the future", webhookHeaders(body, { at: new Date(Date.now() + sixMinutes) })],
  ])("and %s is refused, and nothing is changed", async (_, headers) => {
    expect((await send(body, headers)).status).toBe(401);
    expect(await userOf("user_forged")).toBeNull();
  });

  it("and is larger than any of its events is refused unread", async () => {
    const large = "x".repeat(1024 * 1024 + 1);
    expect((await send(large)).status).toBe(413);
  });
});

it("answers well to events of no interest, and names what is wrong in those that are", async () => {
  const other = eventOf("session.created", { id: "sess_1" });
  expect(await send(other)).toMatchObject({ status: 200, body: { outcome: "ignored" } });
  const broken = eventOf("user.updated", { id: "user_b" });
  expect(await send(broken)).toMatchObject({
    status: 422,
    body: { errors: [{ path: "data.updated_at" }] },
  });
});
