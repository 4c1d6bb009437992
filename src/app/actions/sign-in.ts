"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { demoCookie } from "#lib/auth/demo-cookie.ts";
import { safeNextPath } from "#lib/auth/next-path.ts";
import { requestIdFrom } from "#lib/auth/request-id.ts";
import { signInDemoPerson } from "#lib/auth/sign-in-demo-person.ts";
import { AppError } from "#lib/platform/errors.ts";

/** Signs in as one of the demo's people and goes where the visitor wanted to go. */
export async function signInAsDemoPerson(form: FormData): Promise<void> {
  const next = safeNextPath(form.get("next"));
  const token = await signInDemoPerson({
    userId: String(form.get("userId")),
    requestId: requestIdFrom(await headers()),
    now: new Date(),
  }).catch(forgetPerson);
  (await cookies()).set(demoCookie(token));
  redirect(next);
}

/** The person on the page may be gone by now: the page, loaded again, shows who is there. */
function forgetPerson(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") redirect("/sign-in?problem=gone");
  throw error;
}
