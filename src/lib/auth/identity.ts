import { createDemoIdentity } from "#lib/auth/demo-identity.ts";
import { env } from "#lib/platform/env.ts";

/**
 * Whom a request proves to come from. `via` tells whether a browser attached the proof by itself,
 * `expiresAt` until when it holds; null when that is open.
 */
export type Identity = { userId: string; via: "cookie" | "bearer"; expiresAt: Date | null };

/**
 * What the provider knows about a person; the first sight of somebody makes a user of it. `changedAt`:
 * the provider's own time of it, so that what it sends late does not undo it.
 */
export type Profile = {
  email: string;
  name: string;
  imageUrl: string | null;
  changedAt: Date | null;
};

/** A way to sign in. Only the proof of identity is its business; users live in our database. */
export type IdentityProvider = {
  /** Null unless the request's bearer token or, without one, its cookie proves who is asking. */
  identify(headers: Headers): Promise<Identity | null>;
  /** True when only the generated people of the demo may come in. */
  isDemo: boolean;
  /**
   * Null for somebody the provider does not know (any more).
   *
   * @throws AppError unavailable when the provider does not answer.
   */
  profileOf(userId: string): Promise<Profile | null>;
  /** Ends the session of this request; gives the names of the cookies that the browser has to drop. */
  endSession(headers: Headers): Promise<string[]>;
  /**
   * Deletes somebody's account at the provider; one that is gone already is as good.
   *
   * @throws when the provider does not do it now.
   */
  deletePerson(userId: string): Promise<void>;
};

let current: Promise<IdentityProvider> | undefined;

/** Clerk when it is configured, else the demo's sign-in. */
export function identityProvider(): Promise<IdentityProvider> {
  current ??= select();
  return current;
}

async function select(): Promise<IdentityProvider> {
  const { clerk, demo, appUrl } = env();
  if (clerk) {
    // Loaded on demand: the demo neither needs nor carries Clerk's code.
    const { createClerkIdentity } = await import("#lib/auth/clerk-identity.ts");
    return createClerkIdentity(clerk, appUrl);
  }
  if (!demo) throw new Error("parseEnv lets no configuration through without a way to sign in");
  return createDemoIdentity(demo.secret);
}
