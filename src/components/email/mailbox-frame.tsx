import Link from "next/link";
import type { ReactNode } from "react";
import { DemoMark } from "#components/shell/demo-mark.tsx";
import { Wordmark } from "#components/shell/wordmark.tsx";

/** The page around the local mailbox: it stands outside of the app, since no account is needed. */
export function MailboxFrame({ isDemo, children }: { isDemo: boolean; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-4xl px-4 pb-16 md:px-8">
      <header className="flex h-14 items-center gap-3">
        <Link href="/">
          <Wordmark />
        </Link>
        {isDemo ? <DemoMark /> : null}
        <Link href="/sign-in" className="text-link ml-auto text-table" prefetch={false}>
          Sign in
        </Link>
      </header>
      <main className="pt-4">{children}</main>
    </div>
  );
}
