import { createHmac, generateKeyPairSync, randomBytes } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";

/** Host of the instance's Frontend API; a publishable key is this in base64. */
export const CLERK_HOST = "clerk.sentinel.localhost";
/** As of a production instance: a development one (`pk_test_`) wants a further cookie. */
export const PUBLISHABLE_KEY = `pk_live_${Buffer.from(`${CLERK_HOST}$`).toString("base64").replace(/=+$/, "")}`;
export const SECRET_KEY = "sk_live_of_the_stand_in";

/** The instance's key pair, and one that is not the instance's. */
export const instanceKey = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const strangerKey = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** What CLERK_JWT_KEY holds. */
export const jwtKey = instanceKey.publicKey.export({ type: "spki", format: "pem" }).toString();

type Claims = Record<string, unknown> & { sub: string };

/** The claims of Clerk's session token (version 2), valid for a minute from now. */
export function sessionClaims(claims: Claims): Claims {
  const now = Math.floor(Date.now() / 1000);
  return {
    azp: "http://localhost:3000",
    exp: now + 60,
    iat: now,
    nbf: now - 10,
    iss: `https://${CLERK_HOST}`,
    sid: "sess_1",
    sts: "active",
    v: 2,
    ...claims,
  };
}

/** A session token as Clerk signs it; `key` for one that somebody else signed. */
export async function sessionToken(claims: Claims, key = instanceKey): Promise<string> {
  return await new SignJWT(sessionClaims(claims))
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "ins_1", cat: "cl_B7d4PD111AAA" })
    .sign(key.privateKey);
}

/** The same claims with `alg: none` and no signature. */
export function unsignedToken(claims: Claims): string {
  return new UnsecuredJWT(sessionClaims(claims)).encode();
}

/** The cookies of a browser that is signed in with this token. */
export function sessionCookies(token: string): string {
  return `__session=${token}; __client_uat=${Math.floor(Date.now() / 1000) - 5}`;
}

/** What CLERK_WEBHOOK_SIGNING_SECRET holds. */
export const WEBHOOK_SECRET = `whsec_${randomBytes(24).toString("base64")}`;

type Sending = { id?: string; at?: Date; secret?: string };

/** The headers with which Svix sends a body for Clerk: HMAC-SHA256 over id, seconds and body. */
export function webhookHeaders(
  body: string,
  { id = `msg_${randomBytes(8).toString("hex")}`, at, secret = WEBHOOK_SECRET }: Sending = {},
): Record<string, string> {
  const seconds = String(Math.floor((at?.getTime() ?? Date.now()) / 1000));
  const signature = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64"))
    .update(`${id}.${seconds}.${body}`)
    .digest("base64");
  return { "svix-id": id, "svix-timestamp": seconds, "svix-signature": `v1,${signature}` };
}
