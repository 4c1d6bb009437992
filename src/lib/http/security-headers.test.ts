import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "#lib/http/security-headers.ts";

const plain = { nonce: "abc", isDevelopment: false, isHttps: true, clerkHost: null };

function directives(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split("; ").map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values];
    }),
  );
}

describe("the content security policy", () => {
  it("runs scripts by nonce alone and lets nobody frame the app", () => {
    const policy = directives(contentSecurityPolicy(plain));
    expect(policy["script-src"]).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
    expect(policy["frame-ancestors"]).toEqual(["'none'"]);
    expect(policy["object-src"]).toEqual(["'none'"]);
    expect(policy["base-uri"]).toEqual(["'self'"]);
    expect(policy["connect-src"]).toEqual(["'self'"]);
  });

  it("names no foreign host without Clerk", () => {
    expect(contentSecurityPolicy(plain)).not.toMatch(/https?:\/\//);
  });

  it("evaluates code only for hot reloading", () => {
    expect(contentSecurityPolicy(plain)).not.toContain("unsafe-eval");
    const policy = directives(contentSecurityPolicy({ ...plain, isDevelopment: true }));
    expect(policy["script-src"]).toContain("'unsafe-eval'");
    expect(policy["connect-src"]).toContain("ws:");
  });

  it("does not move an http installation to https", () => {
    expect(contentSecurityPolicy(plain)).toContain("upgrade-insecure-requests");
    expect(contentSecurityPolicy({ ...plain, isHttps: false })).not.toContain("upgrade-insecure");
  });
});
