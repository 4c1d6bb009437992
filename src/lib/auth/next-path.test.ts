import { describe, expect, it } from "vitest";
import { safeNextPath, signInPath } from "#lib/auth/next-path.ts";

describe("the way back after sign-in", () => {
  it.each([
    "/deals",
    "/deals/abc?tab=timeline#notes",
    "/deals?q=a%2Fb&stage=proposal",
    "/",
    "/sign-in-help",
    "/apiary",
  ])("leads to %s as asked", (path) => {
    expect(safeNextPath(path)).toBe(path);
  });

  it.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "/a/../..//evil.example",
    "/%2e%2e//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "",
    "/sign-in",
    "/sign-in?next=/deals",
    "/Sign-Up",
    "/api/deals",
    "/_next/image?url=x",
    undefined,
    null,
    ["/deals", "//evil.example"],
    42,
  ])("never leads to %j", (value) => {
    expect(safeNextPath(value)).toBe("/dashboard");
  });

  it("stays on the site whatever a browser makes of it", () => {
    const site = "https://sentinel.example.com";
    for (const path of ["/deals", "/a/..//b", "/%2F%2Fevil.example", "/%5Cevil.example", "/;//x"]) {
      expect(new URL(safeNextPath(path), site).origin).toBe(site);
    }
  });

  it("is carried by the sign-in page's address only when it is not the usual one", () => {
    expect(signInPath("/deals?a=1&b=2")).toBe("/sign-in?next=%2Fdeals%3Fa%3D1%26b%3D2");
    expect(signInPath("/dashboard")).toBe("/sign-in");
    expect(signInPath("//evil.example")).toBe("/sign-in");
  });
});
