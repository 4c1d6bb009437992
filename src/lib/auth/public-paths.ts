/** What anybody may open. Every other path, existing or not, is for people who are signed in. */
const PUBLIC_PATHS: ReadonlySet<string> = new Set([
  "/",
  "/sign-in",
  "/sign-up",
  "/api/health",
  "/api/openapi.json",
  // Signed by Clerk; the route checks the signature.
  "/api/webhooks/clerk",
  "/favicon.ico",
  "/icon.svg",
  "/robots.txt",
  "/theme.js",
]);

/** Each with everything below it. */
const PUBLIC_FOLDERS = [
  // Carry the scheduler's own secret, which the routes check.
  "/api/cron",
  "/docs",
  // Mails of a demo; the pages exist there only.
  "/dev/mailbox",
];

/** Each followed by a token, which is the proof: whoever opens the link of a mail has no session. */
const TOKEN_FOLDERS = ["/unsubscribe", "/api/unsubscribe", "/invite"];
const TOKEN = /^\/[A-Za-z0-9_-]+$/;

const PLAIN_SEGMENTS = /^(\/[a-z0-9][a-z0-9-]*)+$/;

/**
 * Whether a path is on the list, letter for letter: `//sign-in`, `/Sign-In`, `/%73ign-in` and
 * `/docs/..%2fdashboard` are not, so no spelling that a router reads differently gets through.
 */
export function isPublicPath(pathname: string): boolean {
  if (PUBLIC_PATHS.has(pathname)) return true;
  const isToken = TOKEN_FOLDERS.some(
    (folder) => pathname.startsWith(`${folder}/`) && TOKEN.test(pathname.slice(folder.length)),
  );
  if (isToken) return true;
  return PUBLIC_FOLDERS.some(
    (folder) =>
      pathname === folder ||
      (pathname.startsWith(`${folder}/`) && PLAIN_SEGMENTS.test(pathname.slice(folder.length))),
  );
}

/** Whether the caller expects JSON, in any spelling of the path: it decides how a refusal is told. */
export function isApiPath(pathname: string): boolean {
  return /^\/+api(\/|$)/i.test(decode(pathname));
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
