import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Context } from "#lib/access/context.ts";
import { loadContext } from "#lib/auth/load-context.ts";
import { DEFAULT_PATH, PATH_HEADER, signInPath } from "#lib/auth/next-path.ts";
import { AppError } from "#lib/platform/errors.ts";

/** Who is signed in, or null. Looked up once for each render, however many components ask. */
export const currentUser = cache(async (): Promise<Context | null> => {
  const signedIn = await loadContext(await headers());
  return signedIn?.ctx ?? null;
});

/**
 * Who is asking, for pages and Server Actions. Anybody else is sent to the sign-in page, which leads
 * back here.
 */
export async function requireUser(): Promise<Context> {
  const ctx = await currentUser().catch(explainOnSignInPage);
  if (ctx) return ctx;
  redirect(signInPath((await headers()).get(PATH_HEADER) ?? DEFAULT_PATH));
}

/** The provider being down is not this page's failure: the sign-in page says so in words. */
function explainOnSignInPage(error: unknown): never {
  if (error instanceof AppError && error.code === "unavailable") {
    redirect("/sign-in?problem=unavailable");
  }
  throw error;
}
