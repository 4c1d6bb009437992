import type { ReactNode } from "react";

/*
 * What the provider's own interface needs, in a build without Clerk: nothing. With Clerk's key set,
 * next.config.ts puts auth-ui.clerk.tsx in this file's place; a condition at run time would leave
 * 50 KB of Clerk's code in every page of the demo.
 */

export function AuthProvider({ children }: { children: ReactNode; nonce?: string | undefined }) {
  return children;
}

export function SignInWidget(_: { next: string }): ReactNode {
  throw new Error(BUILT_WITHOUT_CLERK);
}

export function SignUpWidget(_: { next: string }): ReactNode {
  throw new Error(BUILT_WITHOUT_CLERK);
}

export function ManageAccount(): ReactNode {
  return null;
}

const BUILT_WITHOUT_CLERK =
  "This build does not contain Clerk: set NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY when building, too.";
