import { beforeAll, describe, expect, it } from "vitest";
import type { User } from "#generated/prisma/client.ts";
import { authenticate } from "#lib/auth/authenticate.ts";
import { listDemoPeople } from "#lib/auth/demo-people.ts";
import { SESSION_COOKIE, signDemoToken } from "#lib/auth/demo-token.ts";
import { issueDemoToken, signInDemoPerson } from "#lib/auth/sign-in-demo-person.ts";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";

let olivia: User;
let real: User;
let northwindId: string;
const now = new Date();

const request = (headers: Record<string, string>) =>
  new Request("http://localhost/api/auth/me", { headers });
const byCookie = (token: string) => request({ cookie: `${SESSION_COOKIE}=${token}` });
const byBearer = (token: string) => request({ authorization: `Bearer ${token}` });
const unauthenticated = { code: "unauthenticated", status: 401 };

beforeAll(async () => {
  const northwind = await createTeam({ name: "Northwind", currency: "EUR" });
  northwindId = northwind.id;
  const globex = await createTeam({ name: "Globex" });
  const person = (name: string) =>
    createUser({ name, email: `${name.toLowerCase()}@demo.test`, isDemo: true });
  const vera = await person("Vera");
  olivia = await person("Olivia");
  const otto = await person("Otto");
  await contextOf(vera, { now, team: northwind, role: "viewer" });
  await contextOf(olivia, { now, team: northwind, role: "owner" });
  await contextOf(otto, { now, team: globex, role: "owner" });
  real = await createUser({ email: "real@example.com" });
});

describe("the sign-in page", () => {
  it("lists the demo's people by company and rank, and nobody else", async () => {
    const people = await listDemoPeople();
    expect(people.map(({ name, role, company }) => [name, role, company])).toEqual([
      ["Olivia", "owner", "Northwind"],
      ["Vera", "viewer", "Northwind"],
      ["Otto", "owner", "Globex"],
    ]);
  });

  it("signs in a demo person, and the audit log knows", async () => {
    const token = await signInDemoPerson({ userId: olivia.id, requestId: "request-1", now });
    const { ctx, via } = await authenticate(byCookie(token));
    expect(via).toBe("cookie");
    expect(ctx.user).toEqual({
      id: olivia.id,
      name: "Olivia",
      email: "olivia@demo.test",
      timezone: "UTC",
      currency: "USD",
    });
    expect(ctx.memberships).toMatchObject([
      { role: "owner", team: { id: northwindId, name: "Northwind", currency: "EUR" } },
    ]);
    const entries = await db().auditLog.findMany({ where: { actorId: olivia.id } });
    expect(entries).toMatchObject([{ action: "user.signed_in", requestId: "request-1" }]);
  });

  it("signs in nobody real", async () => {
    const attempt = signInDemoPerson({ userId: real.id, requestId: "request-2", now });
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    expect(await db().auditLog.count({ where: { actorId: real.id } })).toBe(0);
  });
});

describe("a bearer token", () => {
  it("is issued by address, whatever its case, and opens the API alone", async () => {
    const token = await issueDemoToken({ email: "Olivia@DEMO.test", minutes: 5, now });
    expect(await authenticate(byBearer(token))).toMatchObject({
      via: "bearer",
      ctx: { user: { id: olivia.id } },
    });
    await expect(authenticate(byCookie(token))).rejects.toMatchObject(unauthenticated);
  });

  it("lasts as long as it was asked for", async () => {
    const sixMinutesAgo = new Date(now.getTime() - 6 * 60_000);
    const issue = (minutes: number) =>
      issueDemoToken({ email: olivia.email, minutes, now: sixMinutesAgo });
    await expect(authenticate(byBearer(await issue(5)))).rejects.toMatchObject(unauthenticated);
    await expect(authenticate(byBearer(await issue(7)))).resolves.toBeDefined();
  });

  it("is issued to nobody real; the answer names who there is", async () => {
    const attempt = issueDemoToken({ email: real.email, minutes: 5, now });
    await expect(attempt).rejects.toThrow(/olivia@demo\.test/);
  });
});

describe("a well-signed token", () => {
  const signed = (userId: string) =>
    signDemoToken(env().demo?.secret ?? "", { userId, use: "bearer", seconds: 60, now });

  it("opens no real account, even with the secret in the wrong hands", async () => {
    const attempt = authenticate(byBearer(await signed(real.id)));
    await expect(attempt).rejects.toMatchObject(unauthenticated);
  });

  it("is worth nothing once its person is gone, and creates nobody", async () => {
    const gone = await createUser({ isDemo: true });
    await db().user.delete({ where: { id: gone.id } });
    await expect(authenticate(byBearer(await signed(gone.id)))).rejects.toMatchObject(
      unauthenticated,
    );
    expect(await db().user.findUnique({ where: { id: gone.id } })).toBeNull();
  });
});

it("gives each request its own id, or the caller's when that is harmless", async () => {
  const token = await issueDemoToken({ email: olivia.email, minutes: 5, now });
  const idOf = async (id: string) => {
    const headers = { authorization: `Bearer ${token}`, "x-request-id": id };
    return (await authenticate(request(headers))).ctx.requestId;
  };
  expect(await idOf("trace-12345678")).toBe("trace-12345678");
  expect(await idOf("<script>")).not.toBe("<script>");
});
