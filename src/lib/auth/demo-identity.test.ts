import { SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { createDemoIdentity } from "#lib/auth/demo-identity.ts";
import { SESSION_COOKIE, signDemoToken } from "#lib/auth/demo-token.ts";

const SECRET = "a-secret-that-only-the-tests-know-0123456789";
const OTHER_SECRET = "a-secret-that-somebody-else-made-up-0123456789";
const userId = "user_ann";

const provider = createDemoIdentity(SECRET);
const bearer = (token: string) => new Headers({ authorization: `Bearer ${token}` });
const cookie = (token: string) => new Headers({ cookie: `theme=dark; ${SESSION_COOKIE}=${token}` });
const sign = (use: "cookie" | "bearer", given: { secret?: string; now?: Date } = {}) =>
  signDemoToken(given.secret ?? SECRET, { userId, use, seconds: 60, now: given.now ?? new Date() });

describe("the demo's sign-in", () => {
  it("knows the holder of its cookie and of its bearer token, and tells them apart", async () => {
    expect(await provider.identify(cookie(await sign("cookie")))).toMatchObject({
      userId,
      via: "cookie",
    });
    expect(await provider.identify(bearer(await sign("bearer")))).toMatchObject({
      userId,
      via: "bearer",
    });
  });

  it("says until when its token holds", async () => {
    const identity = await provider.identify(bearer(await sign("bearer")));
    const seconds = ((identity?.expiresAt?.getTime() ?? 0) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  it("takes neither for the other", async () => {
    expect(await provider.identify(cookie(await sign("bearer")))).toBeNull();
    expect(await provider.identify(bearer(await sign("cookie")))).toBeNull();
  });

  it("does not fall back on the cookie when a bearer token is wrong", async () => {
    const headers = cookie(await sign("cookie"));
    headers.set("authorization", "Bearer nonsense");
    expect(await provider.identify(headers)).toBeNull();
  });

  it("reads the cookie past a foreign authorization scheme", async () => {
    const headers = cookie(await sign("cookie"));
    headers.set("authorization", "Basic YTpi");
    expect(await provider.identify(headers)).toMatchObject({ via: "cookie" });
  });

  it.each([
    ["expired", () => sign("bearer", { now: new Date(Date.now() - 61_000) })],
    ["signed by somebody else", () => sign("bearer", { secret: OTHER_SECRET })],
    [
      "unsigned (alg none)",
      () =>
        new UnsecuredJWT({ sub: userId, aud: "sentinel-bearer", iss: "sentinel-demo" })
          .setExpirationTime("1h")
          .encode(),
    ],
    [
      "without an end",
      () =>
        new SignJWT({ sub: userId, aud: "sentinel-bearer", iss: "sentinel-demo" })
          .setProtectedHeader({ alg: "HS256" })
          .sign(new TextEncoder().encode(SECRET)),
    ],
    [
      "signed with another algorithm",
      () =>
        new SignJWT({ sub: userId, aud: "sentinel-bearer", iss: "sentinel-demo" })
          .setProtectedHeader({ alg: "HS512" })
          .setExpirationTime("1h")
          .sign(new TextEncoder().encode(SECRET.repeat(2))),
    ],
    ["no token at all", () => "garbage"],
    ["dots", () => "..."],
  ])("refuses a token that is %s", async (_, make) => {
    expect(await provider.identify(bearer(await make()))).toBeNull();
  });

  it("knows nobody without credentials", async () => {
    expect(await provider.identify(new Headers())).toBeNull();
    expect(await provider.identify(new Headers({ cookie: `x${SESSION_COOKIE}=1` }))).toBeNull();
    expect(await provider.identify(cookie(""))).toBeNull();
  });
});
