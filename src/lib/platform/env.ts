import { z } from "zod";
import {
  demoEncryptionKeys,
  type EncryptionKeys,
  parseEncryptionKeys,
} from "#lib/platform/encryption-keys.ts";

/** An empty variable in a .env file means "not set". */
const text = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const url = z.preprocess((value) => (value === "" ? undefined : value), z.url().optional());
const flag = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z
    .enum(["0", "1", "true", "false"])
    .optional()
    .transform((value) => value === "1" || value === "true"),
);
const count = (fallback: number) =>
  z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce.number().int().positive().default(fallback),
  );

const variables = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  DATABASE_URL: z
    .string({ error: "is missing: set it to a PostgreSQL connection string" })
    .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://"),
  NEXT_PUBLIC_APP_URL: z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.url().default("http://localhost:3000"),
  ),
  SENTINEL_DEMO: flag,
  SENTINEL_DEMO_SECRET: text,
  SENTINEL_WORKERS: flag,
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: text,
  CLERK_SECRET_KEY: text,
  CLERK_JWT_KEY: text,
  CLERK_API_URL: url,
  CLERK_WEBHOOK_SIGNING_SECRET: text,
  UPSTASH_REDIS_REST_URL: url,
  UPSTASH_REDIS_REST_TOKEN: text,
  CRON_SECRET: z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.string().min(16, "needs at least 16 characters").optional(),
  ),
  ENCRYPTION_KEY: text,
  RESEND_API_KEY: text,
  RESEND_BASE_URL: url,
  RESEND_FROM_EMAIL: text,
  WEBHOOK_ALLOW_PRIVATE: flag,
  SALESFORCE_ALLOW_ANY_HOST: flag,
  HUBSPOT_BASE_URL: url,
  GOOGLE_CALENDAR_BASE_URL: url,
  GOOGLE_OAUTH_BASE_URL: url,
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  INTEGRATION_RATE_LIMITS: z.preprocess(
    (value) => (value === "" ? undefined : value),
    z
      .string()
      .regex(
        /^((salesforce|hubspot|google_calendar)=\d+(\.\d+)?)(,(salesforce|hubspot|google_calendar)=\d+(\.\d+)?)*$/,
        'must be requests a second by provider, as "hubspot=2,salesforce=5"',
      )
      .optional(),
  ),
  RATE_LIMIT_LOCAL: flag,
  RATE_LIMIT_STRICT: count(30),
  RATE_LIMIT_STANDARD: count(100),
  RATE_LIMIT_LENIENT: count(200),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

type Variables = z.infer<typeof variables>;

export type Env = {
  nodeEnv: Variables["NODE_ENV"];
  databaseUrl: string;
  appUrl: string;
  logLevel: Variables["LOG_LEVEL"];
  /** Demo sign-in is on only when this is set and Clerk is not. */
  demo: { secret: string } | null;
  clerk: {
    publishableKey: string;
    secretKey: string;
    jwtKey: string | null;
    /** Where Clerk's Backend API is; null for Clerk's own address. */
    apiUrl: string | null;
    webhookSigningSecret: string | null;
  } | null;
  redis: { url: string; token: string } | null;
  cronSecret: string | null;
  /** Null: nothing secret can be stored, and what needs that says so. */
  encryption: EncryptionKeys | null;
  /** Null: mails go to the local mailbox of the demo, or nowhere. */
  resend: { apiKey: string; from: string; baseUrl: string | null } | null;
  /** Webhooks may go to this machine over http: for tests and for trying them out. */
  webhookAllowPrivate: boolean;
  /** A Salesforce instance may have any address: for stand-ins. */
  salesforceAllowAnyHost: boolean;
  /** Where the providers' APIs are; their own addresses, or stand-ins. */
  hubspotBaseUrl: string;
  googleCalendarBaseUrl: string;
  googleOauthBaseUrl: { consent: string; token: string };
  /** Null: calendars can be read by key only, and not written. */
  googleClient: { id: string; secret: string } | null;
  /** Requests a second by provider, where they are not the usual ones. */
  integrationRateLimits: Record<string, number>;
  /** Whether this process also works off the job queue (a long-lived server does). */
  runsWorkers: boolean;
  /** Requests a minute for each tier; `local` counts them in this process when there is no Redis. */
  rateLimit: { strict: number; standard: number; lenient: number; local: boolean };
};

/** Thrown once, at start, with every problem in one readable text. */
export class EnvError extends Error {
  override name = "EnvError";
}

/**
 * Reads the whole configuration. A provider is complete or null, never half configured.
 *
 * @throws EnvError naming each variable that is wrong and what it should be.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = variables.safeParse(source);
  if (!parsed.success) {
    throw new EnvError(
      report(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`)),
    );
  }
  const v = parsed.data;
  const problems = [
    ...togetherOrNotAtAll(v, "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", "CLERK_SECRET_KEY"),
    ...togetherOrNotAtAll(v, "UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"),
    ...togetherOrNotAtAll(v, "RESEND_API_KEY", "RESEND_FROM_EMAIL"),
    ...togetherOrNotAtAll(v, "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"),
  ];
  const clerk =
    v.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY && v.CLERK_SECRET_KEY
      ? {
          publishableKey: v.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY,
          secretKey: v.CLERK_SECRET_KEY,
          jwtKey: v.CLERK_JWT_KEY?.replaceAll("\\n", "\n") ?? null,
          apiUrl: v.CLERK_API_URL ?? null,
          webhookSigningSecret: v.CLERK_WEBHOOK_SIGNING_SECRET ?? null,
        }
      : null;
  if (clerk && v.SENTINEL_DEMO) {
    problems.push(
      "SENTINEL_DEMO is set although Clerk is configured: demo sign-in would let anybody in; remove one of the two",
    );
  }
  const wantsDemo = !clerk && (v.SENTINEL_DEMO || v.NODE_ENV !== "production");
  if (!clerk && !wantsDemo) {
    problems.push(
      "CLERK_SECRET_KEY and NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY are missing: set both, or SENTINEL_DEMO=1 for a demo that anybody can enter",
    );
  }
  if (wantsDemo && (v.SENTINEL_DEMO_SECRET?.length ?? 0) < 32) {
    problems.push(
      "SENTINEL_DEMO_SECRET needs at least 32 characters (npm run demo and npm run dev make one and keep it in .data/)",
    );
  }
  const given = v.ENCRYPTION_KEY ? parseEncryptionKeys(v.ENCRYPTION_KEY) : null;
  if (given && "problem" in given) problems.push(`ENCRYPTION_KEY ${given.problem}`);
  if (problems.length > 0) throw new EnvError(report(problems));
  const demo = wantsDemo && v.SENTINEL_DEMO_SECRET ? { secret: v.SENTINEL_DEMO_SECRET } : null;
  const keys = given && !("problem" in given) ? given : null;
  return {
    nodeEnv: v.NODE_ENV,
    databaseUrl: v.DATABASE_URL,
    appUrl: v.NEXT_PUBLIC_APP_URL.replace(/\/$/, ""),
    logLevel: v.LOG_LEVEL,
    demo,
    clerk,
    redis:
      v.UPSTASH_REDIS_REST_URL && v.UPSTASH_REDIS_REST_TOKEN
        ? { url: v.UPSTASH_REDIS_REST_URL, token: v.UPSTASH_REDIS_REST_TOKEN }
        : null,
    cronSecret: v.CRON_SECRET ?? null,
    encryption: keys ?? (demo ? demoEncryptionKeys(demo.secret) : null),
    resend:
      v.RESEND_API_KEY && v.RESEND_FROM_EMAIL
        ? {
            apiKey: v.RESEND_API_KEY,
            from: v.RESEND_FROM_EMAIL,
            baseUrl: v.RESEND_BASE_URL ?? null,
          }
        : null,
    webhookAllowPrivate: v.WEBHOOK_ALLOW_PRIVATE,
    salesforceAllowAnyHost: v.SALESFORCE_ALLOW_ANY_HOST,
    hubspotBaseUrl: (v.HUBSPOT_BASE_URL ?? "https://api.hubapi.com").replace(/\/$/, ""),
    googleCalendarBaseUrl: (
      v.GOOGLE_CALENDAR_BASE_URL ?? "https://www.googleapis.com/calendar/v3"
    ).replace(/\/$/, ""),
    googleOauthBaseUrl: {
      consent: v.GOOGLE_OAUTH_BASE_URL ?? "https://accounts.google.com",
      token: v.GOOGLE_OAUTH_BASE_URL ?? "https://oauth2.googleapis.com",
    },
    integrationRateLimits: Object.fromEntries(
      (v.INTEGRATION_RATE_LIMITS?.split(",") ?? []).map((part) => {
        const [provider = "", rate = ""] = part.split("=");
        return [provider, Math.max(0.1, Number(rate))];
      }),
    ),
    googleClient:
      v.GOOGLE_CLIENT_ID && v.GOOGLE_CLIENT_SECRET
        ? { id: v.GOOGLE_CLIENT_ID, secret: v.GOOGLE_CLIENT_SECRET }
        : null,
    runsWorkers: v.SENTINEL_WORKERS,
    rateLimit: {
      strict: v.RATE_LIMIT_STRICT,
      standard: v.RATE_LIMIT_STANDARD,
      lenient: v.RATE_LIMIT_LENIENT,
      local: v.RATE_LIMIT_LOCAL,
    },
  };
}

function togetherOrNotAtAll(
  v: Variables,
  first: keyof Variables,
  second: keyof Variables,
): string[] {
  if (Boolean(v[first]) === Boolean(v[second])) return [];
  const [present, missing] = v[first] ? [first, second] : [second, first];
  return [`${missing} is missing although ${present} is set: set both or neither`];
}

function report(problems: string[]): string {
  return `The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`;
}

let current: Env | undefined;

/** The configuration of this process, parsed on first use. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}
