import { describe, expect, it } from "vitest";
import { EnvError, parseEnv } from "#lib/platform/env.ts";

const DATABASE = { DATABASE_URL: "postgresql://user:pw@localhost/sentinel" };
const SECRET = { SENTINEL_DEMO_SECRET: "a-secret-that-only-the-tests-know-0123456789" };
const CLERK = {
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_live_x",
  CLERK_SECRET_KEY: "sk_live_x",
};
const PRODUCTION = { NODE_ENV: "production" };

/** The report about a configuration that cannot work. */
function problems(source: Record<string, string>): string {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return "";
}

describe("in production", () => {
  it("the server does not start without a way to sign in", () => {
    expect(problems({ ...DATABASE, ...PRODUCTION })).toContain("CLERK_SECRET_KEY");
  });

  it("a demo secret alone does not open the demo's sign-in: it has to be asked for", () => {
    expect(problems({ ...DATABASE, ...SECRET, ...PRODUCTION })).toContain("SENTINEL_DEMO=1");
    for (const off of ["0", "false", ""]) {
      const source = { ...DATABASE, ...SECRET, ...PRODUCTION, SENTINEL_DEMO: off };
      expect(problems(source)).toContain("SENTINEL_DEMO=1");
    }
    const asked = { ...DATABASE, ...SECRET, ...PRODUCTION, SENTINEL_DEMO: "1" };
    expect(parseEnv(asked).demo).toEqual({ secret: SECRET.SENTINEL_DEMO_SECRET });
  });

  it("Clerk signs people in, and nothing else does", () => {
    const { clerk, demo } = parseEnv({ ...DATABASE, ...CLERK, ...SECRET, ...PRODUCTION });
    expect(clerk).toMatchObject({ publishableKey: "pk_live_x", secretKey: "sk_live_x" });
    expect(demo).toBeNull();
  });
});

describe("the demo's sign-in", () => {
  it("is there in development without being asked for", () => {
    expect(parseEnv({ ...DATABASE, ...SECRET }).demo).not.toBeNull();
  });

  it("is refused beside Clerk", () => {
    expect(problems({ ...DATABASE, ...CLERK, SENTINEL_DEMO: "1" })).toContain("SENTINEL_DEMO");
  });

  it("needs a secret that cannot be guessed", () => {
    expect(problems({ ...DATABASE, SENTINEL_DEMO_SECRET: "short" })).toContain("32 characters");
    expect(problems(DATABASE)).toContain("SENTINEL_DEMO_SECRET");
  });
});

describe("a configuration that cannot work", () => {
  it("is reported whole, each variable by its name", () => {
    const report = problems({
      DATABASE_URL: "mysql://localhost/x",
      NEXT_PUBLIC_APP_URL: "nonsense",
      RATE_LIMIT_STRICT: "many",
      CRON_SECRET: "short",
      LOG_LEVEL: "loud",
      SENTINEL_DEMO: "maybe",
    });
    for (const name of [
      "DATABASE_URL",
      "NEXT_PUBLIC_APP_URL",
      "RATE_LIMIT_STRICT",
      "CRON_SECRET",
    ]) {
      expect(report).toContain(name);
    }
    expect(report).toContain("LOG_LEVEL");
    expect(report).toContain("SENTINEL_DEMO");
  });

  it("names the half that is missing of a pair", () => {
    expect(problems({ ...DATABASE, CLERK_SECRET_KEY: "sk" })).toContain(
      "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY is missing although CLERK_SECRET_KEY is set",
    );
    expect(
      problems({ ...DATABASE, ...SECRET, UPSTASH_REDIS_REST_URL: "https://x.upstash.io" }),
    ).toContain("UPSTASH_REDIS_REST_TOKEN is missing");
  });

  it("never shows a secret", () => {
    const report = problems({
      DATABASE_URL: "mysql://root:hunter2@localhost/x",
      CRON_SECRET: "tiny-secret",
      ...CLERK,
      SENTINEL_DEMO: "1",
    });
    expect(report).not.toMatch(/hunter2|tiny-secret|sk_live_x/);
  });
});

describe("values", () => {
  it("that are empty count as not set", () => {
    const parsed = parseEnv({
      ...DATABASE,
      ...SECRET,
      CRON_SECRET: "",
      NEXT_PUBLIC_APP_URL: "",
      UPSTASH_REDIS_REST_URL: "",
      RATE_LIMIT_LENIENT: "",
    });
    expect(parsed.cronSecret).toBeNull();
    expect(parsed.appUrl).toBe("http://localhost:3000");
    expect(parsed.redis).toBeNull();
    expect(parsed.rateLimit.lenient).toBe(200);
  });

  it("are read as what they mean", () => {
    const parsed = parseEnv({
      ...DATABASE,
      ...CLERK,
      CLERK_JWT_KEY: "-----BEGIN-----\\nabc\\n-----END-----",
      NEXT_PUBLIC_APP_URL: "https://sentinel.example.com/",
      SENTINEL_WORKERS: "true",
      RATE_LIMIT_STRICT: "5",
    });
    expect(parsed.clerk?.jwtKey).toBe("-----BEGIN-----\nabc\n-----END-----");
    expect(parsed.appUrl).toBe("https://sentinel.example.com");
    expect(parsed.runsWorkers).toBe(true);
    expect(parsed.rateLimit.strict).toBe(5);
  });
});
