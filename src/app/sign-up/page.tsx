import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInFrame } from "#components/auth/sign-in-frame.tsx";
import { SignUpWidget } from "#lib/auth/auth-ui.tsx";
import { safeNextPath, signInPath } from "#lib/auth/next-path.ts";
import { currentUser } from "#lib/auth/require-user.ts";
import { env } from "#lib/platform/env.ts";

export const metadata: Metadata = { title: "Sign up" };

/** Accounts are Clerk's; the demo has its people already. */
export default async function SignUpPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const path = safeNextPath((await searchParams).next);
  if (!env().clerk) redirect(signInPath(path));
  if (await currentUser()) redirect(path);
  return (
    <SignInFrame title="Create your account" isDemo={false}>
      <SignUpWidget next={path} />
    </SignInFrame>
  );
}
