import { beforeAll, describe, expect, it, vi } from "vitest";
import { isSameOrigin, requireSameOrigin } from "#lib/http/same-origin.ts";

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://unused/unused");
  vi.stubEnv("SENTINEL_DEMO_SECRET", "a-secret-that-only-the-tests-know-0123456789");
  vi.stubEnv("NEXT_PUBLIC_APP_URL", "https://sentinel.example.com");
});

const HOST = "localhost:3000";
const post = (headers: Record<string, string>) =>
  new Request(`http://${HOST}/api/deals`, { method: "POST", headers: { host: HOST, ...headers } });

describe("a change by cookie is taken", () => {
  it.each([
    ["the page's own script", { "sec-fetch-site": "same-origin", origin: `http://${HOST}` }],
    ["an older browser, which sends the origin only", { origin: `http://${HOST}` }],
    ["a browser that leaves the origin out", { "sec-fetch-site": "same-origin" }],
    ["the public address of the app", { origin: "https://sentinel.example.com" }],
    [
      "a reverse proxy's address",
      { origin: "https://crm.example.org", "x-forwarded-host": "crm.example.org" },
    ],
  ])("from %s", (_, headers) => {
    expect(isSameOrigin(post(headers))).toBe(true);
  });
});

describe("a change by cookie is refused", () => {
  it.each([
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["a sister subdomain", { "sec-fetch-site": "same-site", origin: "http://x.localhost:3000" }],
    ["a typed address or bookmark", { "sec-fetch-site": "none" }],
    ["another site in an older browser", { origin: "https://evil.example" }],
    ["another port", { origin: "http://localhost:3001" }],
    ["a sandboxed frame", { origin: "null" }],
    [
      "a site that calls itself same-origin",
      { "sec-fetch-site": "same-origin", origin: "https://evil.example" },
    ],
    ["our name with something behind it", { origin: `http://${HOST}.evil.example` }],
    ["our name as a user's name", { origin: `http://${HOST}@evil.example` }],
    ["nothing that a browser would send", {}],
  ])("from %s", (_, headers) => {
    expect(isSameOrigin(post(headers))).toBe(false);
    expect(() => requireSameOrigin(post(headers))).toThrow(
      expect.objectContaining({ status: 403 }),
    );
  });
});
