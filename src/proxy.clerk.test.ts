import { type NextFetchEvent, NextRequest } from "next/server";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { RENEWED_SESSION_HEADER } from "#lib/auth/credentials.ts";
import {
  CLERK_HOST,
  jwtKey,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  sessionCookies,
  sessionToken,
  strangerKey,
} from "#test/standins/clerk-keys.ts";
import { proxy } from "./proxy.ts";

// Next's bundler takes this marker away for server code; here nothing else would.
vi.mock("server-only", () => ({}));

const ORIGIN = "http://localhost:3000";
const sub = "user_ann";
const anHourAgo = Math.floor(Date.now() / 1000) - 3600;

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://unused/unused");
  vi.stubEnv("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", PUBLISHABLE_KEY);
  vi.stubEnv("CLERK_SECRET_KEY", SECRET_KEY);
  vi.stubEnv("CLERK_JWT_KEY", jwtKey);
  // Nothing listens there: whatever needs Clerk's network fails.
  vi.stubEnv("CLERK_API_URL", "http://127.0.0.1:9");
  vi.stubEnv("NEXT_PUBLIC_CLERK_TELEMETRY_DISABLED", "1");
});

const visit = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`${ORIGIN}${path}`, { headers }), {} as NextFetchEvent);
const isLetThrough = (response: Response) =>
  response.headers.get("x-middleware-next") === "1" &&
  !response.headers.has("x-middleware-rewrite");
const asBrowser = { accept: "text/html", "sec-fetch-dest": "document" };

describe("with Clerk, a stranger", () => {
  it("may see the landing and sign-in pages", async () => {
    for (const path of ["/", "/sign-in", "/sign-up", "/api/health"]) {
      expect(isLetThrough(await visit(path, asBrowser))).toBe(true);
    }
  });

  it("is sent from a page to our own sign-in page", async () => {
    const response = await visit("/deals?stage=proposal", asBrowser);
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe(
      `${ORIGIN}/sign-in?next=%2Fdeals%3Fstage%3Dproposal`,
    );
  });

  it("gets 401 from a route, also as a browser with stale cookies", async () => {
    const stale = await sessionToken({ sub, iat: anHourAgo, exp: anHourAgo + 60 });
    const requests = [{}, asBrowser, { ...asBrowser, cookie: sessionCookies(stale) }];
    for (const headers of requests) {
      const response = await visit("/api/deals", headers);
      expect(response.status).toBe(401);
      expect(response.headers.get("location")).toBeNull();
    }
  });

  it("gains nothing with a token that somebody else signed", async () => {
    const forged = await sessionToken({ sub }, strangerKey);
    for (const headers of [
      { authorization: `Bearer ${forged}` },
      { cookie: sessionCookies(forged) },
      { [RENEWED_SESSION_HEADER]: forged },
      { "x-clerk-auth-status": "signed-in", "x-clerk-auth-token": forged },
    ]) {
      expect((await visit("/api/deals", headers)).status).toBe(401);
      expect(isLetThrough(await visit("/dashboard", headers))).toBe(false);
    }
  });

  it("has its unfinished session counted as none", async () => {
    const pending = await sessionToken({ sub, sts: "pending" });
    const response = await visit("/dashboard", { cookie: sessionCookies(pending) });
    expect(response.headers.get("location")).toBe(`${ORIGIN}/sign-in`);
  });
});

describe("with Clerk, somebody who is signed in", () => {
  it("is let through, and the page gets the verified token", async () => {
    const token = await sessionToken({ sub });
    const cookie = sessionCookies(token);
    const response = await visit("/dashboard", { ...asBrowser, cookie });
    expect(isLetThrough(response)).toBe(true);
    expect(response.headers.get(`x-middleware-request-${RENEWED_SESSION_HEADER}`)).toBe(token);
    expect(isLetThrough(await visit("/api/deals", { cookie }))).toBe(true);
    const authorization = `Bearer ${token}`;
    expect(isLetThrough(await visit("/api/deals", { authorization }))).toBe(true);
  });

  it("has an expired browser session renewed by Clerk's handshake", async () => {
    const stale = await sessionToken({ sub, iat: anHourAgo, exp: anHourAgo + 60 });
    const response = await visit("/dashboard", { ...asBrowser, cookie: sessionCookies(stale) });
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toContain(`https://${CLERK_HOST}/v1/client/handshake`);
    expect(response.headers.get("x-frame-options")).toBe("DENY");
  });
});

it("lets pages load Clerk's script from Clerk's host, and nothing else", async () => {
  const policy = (await visit("/sign-in")).headers.get("content-security-policy") ?? "";
  expect(policy).toContain(`connect-src 'self' https://${CLERK_HOST}`);
  expect(policy).not.toContain("'unsafe-eval'");
  expect(policy).toMatch(/style-src 'self' 'unsafe-inline'/);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
});
