import { readBearer, readCookie } from "#lib/auth/credentials.ts";
import { SESSION_COOKIE, verifyDemoToken } from "#lib/auth/demo-token.ts";
import type { Identity, IdentityProvider } from "#lib/auth/identity.ts";

/** Sign-in without accounts, for the demo: whoever holds a token signed with our secret. */
export function createDemoIdentity(secret: string): IdentityProvider {
  const identify = async (headers: Headers): Promise<Identity | null> => {
    const bearer = readBearer(headers);
    const via = bearer === null ? "cookie" : "bearer";
    const token = bearer ?? readCookie(headers, SESSION_COOKIE);
    const holder = token ? await verifyDemoToken(secret, token, via) : null;
    return holder && { ...holder, via };
  };
  return {
    identify,
    isDemo: true,
    // The demo's people are generated with its data; nobody else can appear.
    profileOf: async () => null,
    endSession: async () => [SESSION_COOKIE],
    // There is no account besides ours.
    deletePerson: async () => {},
  };
}
