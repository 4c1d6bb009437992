import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createClerkIdentity } from "#lib/auth/clerk-identity.ts";
import { RENEWED_SESSION_HEADER } from "#lib/auth/credentials.ts";
import type { IdentityProvider } from "#lib/auth/identity.ts";
import { type ClerkStandIn, startClerk } from "#test/standins/clerk.ts";
import {
  jwtKey,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  sessionCookies,
  sessionToken,
  strangerKey,
  unsignedToken,
} from "#test/standins/clerk-keys.ts";

const ANN = { userId: "user_ann" };
const sub = ANN.userId;
const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;
const bearer = (token: string) => new Headers({ authorization: `Bearer ${token}` });
const cookie = (value: string) => new Headers({ cookie: value });

let clerk: ClerkStandIn;
let provider: IdentityProvider;

const connect = (settings: { jwtKey: string | null; apiUrl: string }) =>
  createClerkIdentity(
    {
      publishableKey: PUBLISHABLE_KEY,
      secretKey: SECRET_KEY,
      webhookSigningSecret: null,
      ...settings,
    },
    "https://sentinel.example.com",
  );

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", "postgresql://unused/unused");
  vi.stubEnv("SENTINEL_DEMO_SECRET", "a-secret-that-only-the-tests-know-0123456789");
  vi.stubEnv("LOG_LEVEL", "silent");
  clerk = await startClerk();
  provider = connect({ jwtKey, apiUrl: clerk.url });
});
beforeEach(() => {
  clerk.requests.length = 0;
  clerk.outage = null;
});
afterAll(async () => {
  await clerk.stop();
  vi.unstubAllEnvs();
});

describe("a session token signed by our Clerk instance", () => {
  it("proves who is asking as a bearer token, without any network", async () => {
    const headers = bearer(await sessionToken({ sub }));
    expect(await provider.identify(headers)).toEqual({
      ...ANN,
      via: "bearer",
      expiresAt: expect.any(Date),
    });
    expect(clerk.requests).toEqual([]);
  });

  it("proves who is asking as a browser's cookie", async () => {
    const headers = cookie(sessionCookies(await sessionToken({ sub })));
    expect(await provider.identify(headers)).toMatchObject({ ...ANN, via: "cookie" });
    expect(clerk.requests).toEqual([]);
  });

  it("counts as the browser's when the proxy has just renewed it", async () => {
    const headers = cookie(sessionCookies(await sessionToken({ sub, exp: seconds(-60) })));
    headers.set(RENEWED_SESSION_HEADER, await sessionToken({ sub }));
    expect(await provider.identify(headers)).toMatchObject({ ...ANN, via: "cookie" });
  });

  it("is accepted without an issuer, and from Clerk behind our own address", async () => {
    const anonymous = bearer(await sessionToken({ sub, iss: undefined }));
    expect(await provider.identify(anonymous)).toMatchObject(ANN);
    const proxied = bearer(
      await sessionToken({ sub, iss: "https://sentinel.example.com/__clerk" }),
    );
    expect(await provider.identify(proxied)).toMatchObject(ANN);
  });

  it("is verified with the instance's published key when CLERK_JWT_KEY is not set", async () => {
    const withNetwork = connect({ jwtKey: null, apiUrl: clerk.url });
    const headers = bearer(await sessionToken({ sub }));
    expect(await withNetwork.identify(headers)).toMatchObject(ANN);
    expect(clerk.requests).toEqual(["GET /v1/jwks"]);
  });
});

describe("nobody is signed in by", () => {
  const refused: [string, () => string | Promise<string>][] = [
    ["an expired token", () => sessionToken({ sub, exp: seconds(-60), iat: seconds(-120) })],
    ["a token that is not valid yet", () => sessionToken({ sub, nbf: seconds(60) })],
    ["a token that somebody else signed", () => sessionToken({ sub }, strangerKey)],
    ["a token without a signature (alg none)", () => unsignedToken({ sub })],
    ["a session that Clerk has not completed", () => sessionToken({ sub, sts: "pending" })],
    ["another issuer's token", () => sessionToken({ sub, iss: "https://clerk.evil.example" })],
    ["an issuer that is no address", () => sessionToken({ sub, iss: "evil" })],
    ["text that is no token", () => "garbage"],
    ["three dots", () => "a.b.c"],
    ["a machine's token", () => "mt_something"],
    ["an OAuth token", () => "oat_something"],
  ];

  it.each(refused)("%s as a bearer token", async (_, make) => {
    expect(await provider.identify(bearer(await make()))).toBeNull();
    expect(clerk.requests).toEqual([]);
  });

  it.each(refused)("%s as a cookie", async (_, make) => {
    expect(await provider.identify(cookie(sessionCookies(await make())))).toBeNull();
  });

  it.each(refused)("%s in the header that the proxy uses", async (_, make) => {
    const headers = new Headers({ [RENEWED_SESSION_HEADER]: await make() });
    expect(await provider.identify(headers)).toBeNull();
  });

  it("nothing, and other schemes", async () => {
    expect(await provider.identify(new Headers())).toBeNull();
    expect(await provider.identify(new Headers({ authorization: "Basic YTpi" }))).toBeNull();
  });

  it("a bad bearer token beside a good cookie", async () => {
    const headers = cookie(sessionCookies(await sessionToken({ sub })));
    headers.set("authorization", "Bearer nonsense");
    expect(await provider.identify(headers)).toBeNull();
  });

  it("a session that began before the browser's last sign-out", async () => {
    const token = await sessionToken({ sub, iat: seconds(-30) });
    const headers = cookie(`__session=${token}; __client_uat=${seconds(0)}`);
    expect(await provider.identify(headers)).toBeNull();
  });
});

describe("an API key", () => {
  it("proves who made it", async () => {
    clerk.apiKeys.set("ak_good", { subject: sub });
    expect(await provider.identify(bearer("ak_good"))).toEqual({
      ...ANN,
      via: "bearer",
      expiresAt: null,
    });
    expect(clerk.requests).toEqual(["POST /api_keys/verify"]);
  });

  it.each([
    ["unknown", undefined],
    ["revoked", { subject: sub, revoked: true }],
    ["expired", { subject: sub, expired: true }],
    ["an organisation's", { subject: "org_1" }],
  ])("that is %s opens nothing", async (_, key) => {
    if (key) clerk.apiKeys.set("ak_bad", key);
    else clerk.apiKeys.delete("ak_bad");
    expect(await provider.identify(bearer("ak_bad"))).toBeNull();
  });

  it("opens nothing while Clerk is down", async () => {
    clerk.apiKeys.set("ak_good", { subject: sub });
    clerk.outage = 503;
    expect(await provider.identify(bearer("ak_good"))).toBeNull();
  });
});

describe("a person's profile", () => {
  it("is taken from Clerk", async () => {
    clerk.users.set(sub, { id: sub, firstName: "Ann", lastName: "Lee", email: "Ann@Example.com" });
    expect(await provider.profileOf(sub)).toEqual({
      name: "Ann Lee",
      email: "Ann@Example.com",
      imageUrl: "https://img.clerk.com/user_ann",
      changedAt: new Date(1_700_000_000_000),
    });
  });

  it("carries no address that Clerk has not verified", async () => {
    clerk.users.set(sub, { id: sub, email: "ceo@example.com", isVerified: false });
    expect(await provider.profileOf(sub)).toMatchObject({
      email: "user_ann@no-address.invalid",
      name: "New user",
    });
  });

  it("is null for somebody Clerk does not know", async () => {
    expect(await provider.profileOf("user_nobody")).toBeNull();
  });

  it("is unavailable, not unknown, while Clerk is down", async () => {
    clerk.outage = 500;
    await expect(provider.profileOf(sub)).rejects.toMatchObject({ code: "unavailable" });
    const unreachable = connect({ jwtKey, apiUrl: "http://127.0.0.1:9" });
    await expect(unreachable.profileOf(sub)).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("deleting a person", () => {
  it("deletes them at Clerk, and is content when they are gone already", async () => {
    clerk.users.set("user_gone", { id: "user_gone" });
    await provider.deletePerson("user_gone");
    expect(clerk.users.has("user_gone")).toBe(false);
    await provider.deletePerson("user_gone");
    expect(clerk.requests).toEqual(["DELETE /v1/users/user_gone", "DELETE /v1/users/user_gone"]);
  });

  it("fails while Clerk is down, so that it is tried again", async () => {
    clerk.outage = 500;
    await expect(provider.deletePerson(sub)).rejects.toThrow();
  });
});

describe("signing out", () => {
  it("ends the session at Clerk and drops the browser's cookies", async () => {
    const headers = cookie(
      `theme=dark; ${sessionCookies(await sessionToken({ sub, sid: "sess_9" }))}`,
    );
    expect(await provider.endSession(headers)).toEqual(["__session", "__client_uat"]);
    expect(clerk.revokedSessions).toContain("sess_9");
  });

  it("drops the cookies even when Clerk does not answer", async () => {
    clerk.outage = 500;
    const headers = cookie(sessionCookies(await sessionToken({ sub })));
    expect(await provider.endSession(headers)).toEqual(["__session", "__client_uat"]);
  });
});
