import { SESSION_COOKIE, SESSION_SECONDS } from "#lib/auth/demo-token.ts";
import { env } from "#lib/platform/env.ts";

/** The browser's session with a token of demo sign-in. */
export function demoCookie(token: string) {
  return {
    name: SESSION_COOKIE,
    value: token,
    httpOnly: true,
    sameSite: "lax",
    secure: env().appUrl.startsWith("https:"),
    path: "/",
    maxAge: SESSION_SECONDS,
  } as const;
}
