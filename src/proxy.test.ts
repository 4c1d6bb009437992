import { type NextFetchEvent, NextRequest } from "next/server";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { RENEWED_SESSION_HEADER } from "#lib/auth/credentials.ts";
import { SESSION_COOKIE, signDemoToken } from "#lib/auth/demo-token.ts";
import { PATH_HEADER } from "#lib/auth/next-path.ts";
import { config, proxy } from "./proxy.ts";

const SECRET = "a-secret-that-only-the-tests-know-0123456789";
const ORIGIN = "http://localhost:3000";

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://unused/unused");
  vi.stubEnv("SENTINEL_DEMO", "1");
  vi.stubEnv("SENTINEL_DEMO_SECRET", SECRET);
});

type Init = ConstructorParameters<typeof NextRequest>[1];
const visit = (path: string, init: Init = {}) =>
  proxy(new NextRequest(`${ORIGIN}${path}`, init), {} as NextFetchEvent);
const token = (use: "cookie" | "bearer", now = new Date()) =>
  signDemoToken(SECRET, { userId: "user_ann", use, seconds: 60, now });

/** What the app behind is told, in the way in which Next passes it on. */
const forwarded = (response: Response, name: string) =>
  response.headers.get(`x-middleware-request-${name}`);
const isLetThrough = (response: Response) => response.headers.get("x-middleware-next") === "1";

const PAGES = ["/dashboard", "/deals", "/deals/abc", "/deals/import", "/settings/team", "/nowhere"];
const ROUTES = ["/api/deals", "/api/deals/abc/events", "/api/auth/me", "/api/nowhere", "/api"];

describe("a stranger", () => {
  it.each([
    "/",
    "/sign-in",
    "/sign-up",
    "/api/health",
    "/api/openapi.json",
    "/api/cron/refresh-risk",
    "/api/webhooks/clerk",
    "/docs",
    "/docs/developers",
    "/theme.js",
    "/icon.svg",
    "/favicon.ico",
    "/robots.txt",
  ])("may open %s", async (path) => {
    expect(isLetThrough(await visit(path))).toBe(true);
  });

  it.each(PAGES)("is sent from %s to the sign-in page, and back afterwards", async (path) => {
    const response = await visit(`${path}?tab=1`);
    expect(response.status).toBe(307);
    const next = encodeURIComponent(`${path}?tab=1`);
    expect(response.headers.get("location")).toBe(`${ORIGIN}/sign-in?next=${next}`);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it.each(ROUTES)("gets 401 in words from %s, never a redirect", async (path) => {
    const response = await visit(path);
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(await response.json()).toMatchObject({
      success: false,
      code: "unauthenticated",
      requestId: response.headers.get("x-request-id"),
    });
  });

  it.each([
    "//dashboard",
    "///api/deals",
    "/%64ashboard",
    "/docs/../dashboard",
    "/docs/%2e%2e/dashboard",
    "/docs/..%2fdashboard",
    "/docs/%2e%2e%2fdashboard",
    "/docs//dashboard",
    "/docs/./../dashboard",
    "/api/cron/../deals",
    "/api/cron/..%2fdeals",
    "/api/cron/..%5cdeals",
    "/api/cron%2f..%2fdeals",
    "/api/health/../deals",
    "/api/health/",
    "/api/health;x",
    "/api/healthy",
    "/API/health",
    "/Sign-In/../dashboard",
    "/SIGN-IN",
    "/sign-in/../dashboard",
    "/theme.js/../dashboard",
    "/theme.js%00",
    "/dashboard.js",
    "/dashboard/theme.js",
    "/_next/data/build/dashboard.json",
    "/_next/image?url=%2Fdashboard",
    "/docs%00/../dashboard",
    "/%2e%2e/dashboard",
  ])("gains nothing by writing %s", async (path) => {
    const response = await visit(path);
    expect(isLetThrough(response)).toBe(false);
    expect([307, 400, 401]).toContain(response.status);
  });

  it.each([
    ["RSC", { rsc: "1", "next-router-state-tree": "x" }],
    ["prefetch", { "next-router-prefetch": "1", purpose: "prefetch", "sec-purpose": "prefetch" }],
    ["Referer", { referer: `${ORIGIN}/dashboard`, origin: ORIGIN }],
    ["internal", { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy" }],
    ["path", { "x-matched-path": "/sign-in", "x-invoke-path": "/", "x-rewrite-url": "/sign-in" }],
    ["our own", { [RENEWED_SESSION_HEADER]: "user_ann", "x-user-id": "user_ann" }],
    ["Basic", { authorization: "Basic b3duZXI6b3duZXI=" }],
  ])("gains nothing by sending %s headers", async (_, headers) => {
    expect((await visit("/dashboard", { headers })).status).toBe(307);
    expect((await visit("/api/deals", { headers })).status).toBe(401);
  });

  it("is led from a late form to a plain visit of the sign-in page", async () => {
    const form = { method: "POST", headers: { origin: ORIGIN, host: "localhost:3000" } };
    expect((await visit("/deals/new", form)).status).toBe(303);
    expect((await visit("/deals/new", { method: "HEAD" })).status).toBe(307);
  });
});

describe("a form posted to a page", () => {
  it.each([
    ["without an origin", {}],
    ["from another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["from a sandboxed frame", { origin: "null" }],
  ])("is refused %s", async (_, headers) => {
    const authorization = `Bearer ${await token("bearer")}`;
    const response = await visit("/deals", {
      method: "POST",
      headers: { ...headers, authorization },
    });
    expect(response.status).toBe(403);
    const odd = await visit("/API/deals", {
      method: "POST",
      headers: { ...headers, authorization },
    });
    expect(odd.status).toBe(403);
  });

  it("is let through from our own page, and the API is not concerned", async () => {
    const authorization = `Bearer ${await token("bearer")}`;
    const own = { authorization, origin: ORIGIN, host: "localhost:3000" };
    expect(isLetThrough(await visit("/deals", { method: "POST", headers: own }))).toBe(true);
    const api = await visit("/api/deals", { method: "POST", headers: { authorization } });
    expect(isLetThrough(api)).toBe(true);
  });
});

describe("an address that is no text", () => {
  it.each(["/deals/%ff", "/api/deals/%E0%A4%A", "/deals/%00", "/deals?q=%00"])(
    "is refused: %s",
    async (path) => {
      const response = await visit(path, {
        headers: { authorization: `Bearer ${await token("bearer")}` },
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: "malformed_request" });
    },
  );
});

describe("somebody who is signed in", () => {
  it.each([...PAGES, ...ROUTES])("is let through to %s", async (path) => {
    const cookie = `${SESSION_COOKIE}=${await token("cookie")}`;
    expect(isLetThrough(await visit(path, { headers: { cookie } }))).toBe(true);
    const authorization = `Bearer ${await token("bearer")}`;
    expect(isLetThrough(await visit(path, { headers: { authorization } }))).toBe(true);
  });

  it("is a stranger again when the session has expired", async () => {
    const old = await token("cookie", new Date(Date.now() - 3_600_000));
    const response = await visit("/dashboard", { headers: { cookie: `${SESSION_COOKIE}=${old}` } });
    expect(response.status).toBe(307);
  });
});

describe("every answer", () => {
  it.each(["/", "/dashboard", "/api/deals", "/api/health"])(
    "of %s carries the security headers and an id",
    async (path) => {
      const { headers } = await visit(path);
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d+/);
      expect(headers.get("referrer-policy")).toBeTruthy();
      expect(headers.get("permissions-policy")).toBeTruthy();
      expect(headers.get("content-security-policy")).toContain("'strict-dynamic'");
      expect(headers.get("x-request-id")).toMatch(/^[\w-]{8,64}$/);
    },
  );

  it("gives the page the nonce of its own policy, a new one each time", async () => {
    const nonces = await Promise.all(
      ["/", "/"].map(async (path) => {
        const response = await visit(path);
        const nonce = forwarded(response, "x-nonce");
        expect(response.headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
        expect(forwarded(response, "content-security-policy")).toContain(`'nonce-${nonce}'`);
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it("keeps a harmless request id of the caller and replaces any other", async () => {
    const idFor = async (id: string) => {
      const response = await visit("/", { headers: { "x-request-id": id } });
      expect(forwarded(response, "x-request-id")).toBe(response.headers.get("x-request-id"));
      return response.headers.get("x-request-id");
    };
    expect(await idFor("trace_1234-abc")).toBe("trace_1234-abc");
    for (const bad of [
      "short",
      "x".repeat(65),
      "two words here",
      "a;b;c;d;e",
      "../../etc/passwd",
    ]) {
      expect(await idFor(bad)).not.toBe(bad);
    }
  });

  it("tells the page its own address, whatever the caller claims", async () => {
    const response = await visit("/docs?a=1", { headers: { [PATH_HEADER]: "/dashboard" } });
    expect(forwarded(response, PATH_HEADER)).toBe("/docs?a=1");
  });
});

describe("a body", () => {
  const send = (path: string, bytes: string) =>
    visit(path, { method: "POST", headers: { "content-length": bytes } });

  it("over 10 MB is refused before anybody looks at it", async () => {
    for (const path of ["/api/deals/import", "/api/health", "/deals/import", "/"]) {
      const response = await send(path, "10485761");
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ code: "payload_too_large", success: false });
    }
  });

  it("of exactly 10 MB is not", async () => {
    expect((await send("/api/health", "10485760")).status).toBe(200);
  });
});

it("looks at every path but the files of the build", () => {
  const [matcher] = config.matcher;
  const isSeen = (path: string) => new RegExp(`^${matcher}$`).test(path);
  expect(isSeen("/")).toBe(true);
  expect(isSeen("/dashboard")).toBe(true);
  expect(isSeen("/_next/image")).toBe(true);
  expect(isSeen("/_next/data/x/dashboard.json")).toBe(true);
  expect(isSeen("/_next/static/chunks/main.js")).toBe(false);
});
