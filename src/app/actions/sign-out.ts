"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { identityProvider } from "#lib/auth/identity.ts";

/** Ends the session, whoever holds it, and leads to the sign-in page. */
export async function signOut(): Promise<void> {
  const provider = await identityProvider();
  const names = await provider.endSession(await headers());
  const jar = await cookies();
  for (const name of names) jar.delete(name);
  redirect("/sign-in");
}
