import Link from "next/link";
import type { ReactNode } from "react";
import { DemoMark } from "#components/shell/demo-mark.tsx";
import { Wordmark } from "#components/shell/wordmark.tsx";

/** The quiet page around every way to sign in. */
export function SignInFrame({
  title,
  isDemo,
  children,
}: {
  title: string;
  isDemo: boolean;
  children: ReactNode;
}) {
  return (
    <main className="mx-auto grid max-w-md gap-6 px-4 py-10 md:py-20">
      <p className="flex items-center gap-3">
        <Link href="/">
          <Wordmark />
        </Link>
        {isDemo ? <DemoMark /> : null}
      </p>
      <h1 className="text-title font-semibold">{title}</h1>
      {children}
    </main>
  );
}
