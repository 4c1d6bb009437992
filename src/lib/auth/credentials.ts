/** Carries the session token that the proxy has just renewed; the cookie still holds the old one. */
export const RENEWED_SESSION_HEADER = "x-sentinel-session";

/** The token of `Authorization: Bearer …`; null without one, other schemes are not ours to read. */
export function readBearer(headers: Headers): string | null {
  return /^bearer +(\S+)$/i.exec(headers.get("authorization")?.trim() ?? "")?.[1] ?? null;
}

/** The value of a cookie as it was sent; ours hold only characters that need no decoding. */
export function readCookie(headers: Headers, name: string): string | null {
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const [key, ...value] = pair.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return null;
}
