/** Where a person goes after signing in unless they came from a page. */
export const DEFAULT_PATH = "/dashboard";

/** Set by the proxy on every page request: a Server Component cannot see its own address. */
export const PATH_HEADER = "x-sentinel-path";

const NOWHERE_TO_RETURN_TO = /^\/(api|sign-in|sign-up|_next)(\/|$)/i;

/**
 * The path to return to after sign-in, taken from a query parameter that anybody can set: only a
 * page of this site, else the default.
 */
export function safeNextPath(value: unknown): string {
  if (typeof value !== "string" || !value.startsWith("/")) return DEFAULT_PATH;
  // Browsers read "/\" and "/<tab>/" as "//", which leads to another host.
  const hasTrick = value.startsWith("//") || [...value].some((c) => c === "\\" || c <= " ");
  if (hasTrick) return DEFAULT_PATH;
  const url = URL.parse(value, "http://sentinel.invalid");
  // Dot segments may leave two slashes in front, which again would be another host.
  if (url?.host !== "sentinel.invalid" || url.pathname.startsWith("//")) return DEFAULT_PATH;
  if (NOWHERE_TO_RETURN_TO.test(url.pathname)) return DEFAULT_PATH;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page, with the way back. */
export function signInPath(next: string): string {
  const path = safeNextPath(next);
  return path === DEFAULT_PATH ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}
