import { errors, jwtVerify, SignJWT } from "jose";

/** What a token is good for: one that leaked from a script must not open a browser session. */
export type DemoTokenUse = "cookie" | "bearer";

export const SESSION_COOKIE = "sentinel_session";
export const SESSION_SECONDS = 7 * 24 * 60 * 60;

const ISSUER = "sentinel-demo";
const audienceOf = (use: DemoTokenUse) => `sentinel-${use}`;
const keyOf = (secret: string) => new TextEncoder().encode(secret);

/** A signed statement (JWT, HS256) that its holder is this demo person, for `seconds` from `now`. */
export async function signDemoToken(
  secret: string,
  token: { userId: string; use: DemoTokenUse; seconds: number; now: Date },
): Promise<string> {
  const issuedAt = Math.floor(token.now.getTime() / 1000);
  return await new SignJWT()
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(ISSUER)
    .setAudience(audienceOf(token.use))
    .setSubject(token.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + token.seconds)
    .sign(keyOf(secret));
}

/** Whose token of that use it is; null when it is forged, expired or meant for the other use. */
export async function verifyDemoToken(
  secret: string,
  token: string,
  use: DemoTokenUse,
): Promise<{ userId: string; expiresAt: Date } | null> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      algorithms: ["HS256"],
      issuer: ISSUER,
      audience: audienceOf(use),
      requiredClaims: ["sub", "exp"],
    });
    if (payload.sub === undefined || payload.exp === undefined) return null;
    return { userId: payload.sub, expiresAt: new Date(payload.exp * 1000) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
