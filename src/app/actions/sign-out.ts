"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { identityProvider } from "#lib/auth/identity.ts";
import { safeNextPath } from "#lib/auth/next-path.ts";

/**
 * Ends the session, whoever holds it, and leads to the sign-in page, or to the page that `next` names:
 * an invitation is opened by somebody else afterwards.
 */
export async function signOut(form?: FormData): Promise<void> {
  const provider = await identityProvider();
  const names = await provider.endSession(await headers());
  const jar = await cookies();
  for (const name of names) jar.delete(name);
  redirect(form?.has("next") ? safeNextPath(form.get("next")) : "/sign-in");
}
