import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";

/**
 * Whether a browser sent this request from one of our own pages. A cookie travels with requests that
 * foreign pages cause, so mutations that rest on a cookie need this (SameSite=Lax is the second
 * guard). Browsers set `Sec-Fetch-Site` and `Origin` themselves; no page can write them. A client
 * that sends neither is no browser and should use a bearer token.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = request.headers.get("origin");
  if (origin === null) return site === "same-origin";
  const from = URL.parse(origin);
  return from !== null && ownHosts(request.headers).includes(from.host);
}

/** @throws AppError forbidden. */
export function requireSameOrigin(request: Request): void {
  if (isSameOrigin(request)) return;
  throw new AppError(
    "forbidden",
    "Changes by session cookie are accepted from this site's own pages only. Use a bearer token.",
  );
}

/**
 * The hosts under which this request can have reached us. A foreign page cannot choose them: the
 * browser writes Host, and a cross-site X-Forwarded-Host would need a preflight that nobody answers.
 */
function ownHosts(headers: Headers): string[] {
  return [headers.get("host"), headers.get("x-forwarded-host"), new URL(env().appUrl).host].filter(
    (host) => host !== null,
  );
}
