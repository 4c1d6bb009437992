import { setTimeout as after } from "node:timers/promises";
import { type ClerkClient, createClerkClient } from "@clerk/backend";
import { clerkHost } from "#lib/auth/clerk-host.ts";
import { profileFromClerk } from "#lib/auth/clerk-profile.ts";
import { RENEWED_SESSION_HEADER, readBearer } from "#lib/auth/credentials.ts";
import type { Identity, IdentityProvider, Profile } from "#lib/auth/identity.ts";
import type { Env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";

/** Clerk's API answers in well under a second; a page should not hang on it when it does not. */
const API_TIMEOUT_MS = 4_000;

const API_KEY_PREFIX = "ak_";

type ClerkSettings = NonNullable<Env["clerk"]>;
type Session = { userId: string; sessionId: string; expiresAt: Date };
/** Whoever a bearer token belongs to. */
type Holder = Pick<Identity, "userId" | "expiresAt">;

/**
 * Clerk's session tokens (browser and API clients) and API keys (`ak_…`). Session tokens are verified
 * without a network when CLERK_JWT_KEY is set; API keys always need Clerk's answer.
 */
export function createClerkIdentity(settings: ClerkSettings, appUrl: string): IdentityProvider {
  const client = createClerkClient({
    secretKey: settings.secretKey,
    publishableKey: settings.publishableKey,
    ...(settings.jwtKey ? { jwtKey: settings.jwtKey } : {}),
    ...(settings.apiUrl ? { apiUrl: settings.apiUrl } : {}),
    telemetry: { disabled: true },
  });
  const issuers = [clerkHost(settings.publishableKey), new URL(appUrl).host];
  const verify = (headers: Record<string, string>) =>
    verifySession(client, headers, appUrl, issuers);

  const sessionOf = async (headers: Headers): Promise<Session | null> => {
    const renewed = headers.get(RENEWED_SESSION_HEADER);
    if (renewed) return await verify({ authorization: `Bearer ${renewed}` });
    return await verify({ cookie: headers.get("cookie") ?? "" });
  };
  const identify = async (headers: Headers): Promise<Identity | null> => {
    const bearer = readBearer(headers);
    if (bearer === null) {
      const session = await sessionOf(headers);
      return session && { userId: session.userId, expiresAt: session.expiresAt, via: "cookie" };
    }
    const holder = bearer.startsWith(API_KEY_PREFIX)
      ? await apiKeyHolder(client, bearer)
      : holderOf(await verify({ authorization: `Bearer ${bearer}` }));
    return holder && { ...holder, via: "bearer" };
  };
  return {
    identify,
    isDemo: false,
    profileOf: (userId) => fetchProfile(client, userId),
    endSession: async (headers) => {
      const session = await sessionOf(headers);
      if (session?.sessionId) await revoke(client, session.sessionId);
      return clerkCookies(headers);
    },
    deletePerson: (userId) => deletePerson(client, userId),
  };
}

/**
 * Clerk's own verification, on a request made of the credentials alone: as a POST without `Accept`
 * it is never answered by a handshake redirect or a token refresh, which are the proxy's business.
 */
async function verifySession(
  client: ClerkClient,
  credentials: Record<string, string>,
  appUrl: string,
  issuers: string[],
): Promise<Session | null> {
  const request = new Request(appUrl, { method: "POST", headers: credentials });
  const state = await client.authenticateRequest(request, { acceptsToken: "session_token" });
  const auth = state.toAuth();
  if (!auth?.isAuthenticated) return null;
  // Clerk checks the signature but not who issued the token.
  const issuer: unknown = auth.sessionClaims.iss;
  if (issuer && !issuers.includes(URL.parse(String(issuer))?.host ?? "")) return null;
  const expiresAt = new Date(auth.sessionClaims.exp * 1000);
  return { userId: auth.userId, sessionId: auth.sessionId, expiresAt };
}

function holderOf(session: Session | null): Holder | null {
  return session && { userId: session.userId, expiresAt: session.expiresAt };
}

/** The person whose API key this is; null for any other, and while Clerk cannot say. */
async function apiKeyHolder(client: ClerkClient, secret: string): Promise<Holder | null> {
  try {
    const key = await withinTime(client.apiKeys.verify(secret));
    const isUsable = !key.revoked && !key.expired && key.subject.startsWith("user_");
    if (!isUsable) return null;
    return {
      userId: key.subject,
      expiresAt: typeof key.expiration === "number" ? new Date(key.expiration) : null,
    };
  } catch (err) {
    if (statusOf(err) !== 404) log().warn({ err }, "Clerk did not verify an API key");
    return null;
  }
}

async function fetchProfile(client: ClerkClient, userId: string): Promise<Profile | null> {
  try {
    const user = await withinTime(client.users.getUser(userId));
    const address = user.primaryEmailAddress;
    return profileFromClerk({
      ...user,
      email: address && {
        text: address.emailAddress,
        isVerified: address.verification?.status === "verified",
      },
    });
  } catch (cause) {
    if (statusOf(cause) === 404) return null;
    log().warn({ err: cause, userId }, "Clerk did not answer for a user");
    throw new AppError(
      "unavailable",
      "Your account could not be read from the sign-in service. Please try again in a minute.",
      { cause, headers: { "retry-after": "30" } },
    );
  }
}

async function deletePerson(client: ClerkClient, userId: string): Promise<void> {
  try {
    await withinTime(client.users.deleteUser(userId));
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}

/** A session that Clerk cannot end now ends by itself within a minute: its token is not renewed. */
async function revoke(client: ClerkClient, sessionId: string): Promise<void> {
  try {
    await withinTime(client.sessions.revokeSession(sessionId));
  } catch (err) {
    log().warn({ err }, "Clerk did not end a session");
  }
}

/** Clerk names its cookies `__session`, `__client_uat`, `__clerk_…`, also with a suffix for the instance. */
function clerkCookies(headers: Headers): string[] {
  return (headers.get("cookie") ?? "")
    .split(";")
    .map((pair) => pair.split("=")[0]?.trim() ?? "")
    .filter((name) => /^__(session|client_uat|refresh)(_|$)/.test(name));
}

/** Clerk's client puts the HTTP status of a refusal on its error. */
function statusOf(error: unknown): unknown {
  return error instanceof Error && "status" in error ? error.status : undefined;
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const timeout = after(API_TIMEOUT_MS, null, { signal: timer.signal, ref: false }).then(() => {
    throw new Error(`no answer within ${API_TIMEOUT_MS} ms`);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    timer.abort();
    timeout.catch(() => {});
  }
}
