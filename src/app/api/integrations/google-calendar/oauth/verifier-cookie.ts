import { env } from "#lib/platform/env.ts";

const NAME = "sentinel_google_verifier";

/** Binds Google's answer to the browser that asked: only it has this cookie. */
export function verifierCookie(
  value: string,
  { path, seconds }: { path: string; seconds: number },
): string {
  const secure = env().appUrl.startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

export function readVerifier(headers: Headers): string | null {
  const match = new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]+)`).exec(headers.get("cookie") ?? "");
  return match?.[1] ?? null;
}
