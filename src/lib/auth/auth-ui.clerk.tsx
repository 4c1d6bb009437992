import { ClerkProvider, SignIn, SignUp } from "@clerk/nextjs";
import type { ReactNode } from "react";
import { ManageAccountButton } from "#components/auth/manage-account-button.tsx";
import { env } from "#lib/platform/env.ts";

/* Stands in for auth-ui.tsx in builds with Clerk's key: see next.config.ts. */

export function AuthProvider({
  children,
  nonce,
}: {
  children: ReactNode;
  nonce?: string | undefined;
}) {
  const { clerk } = env();
  if (!clerk) return children;
  return (
    <ClerkProvider
      publishableKey={clerk.publishableKey}
      signInUrl="/sign-in"
      signUpUrl="/sign-up"
      afterSignOutUrl="/sign-in"
      {...(nonce ? { nonce } : {})}
    >
      {children}
    </ClerkProvider>
  );
}

export function SignInWidget({ next }: { next: string }) {
  return <SignIn routing="hash" signUpUrl="/sign-up" forceRedirectUrl={next} />;
}

export function SignUpWidget({ next }: { next: string }) {
  return <SignUp routing="hash" signInUrl="/sign-in" forceRedirectUrl={next} />;
}

/** To where people are named, and what else they sign in with. */
export function ManageAccount() {
  return <ManageAccountButton />;
}
