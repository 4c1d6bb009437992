import type { Metadata } from "next";
import { SignInFrame } from "#components/auth/sign-in-frame.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { env } from "#lib/platform/env.ts";

export const metadata: Metadata = { title: "Invitation not found" };

/** A link that was cut off, or one that a newer mail replaced. */
export default function InviteNotFound() {
  return (
    <SignInFrame title="This link leads to no invitation" isDemo={env().demo !== null}>
      <p className="text-body">
        It may have been cut off on its way, or replaced: when an invitation is sent again, only the
        link in the latest mail works. Open that one, or ask whoever invited you to send it again.
      </p>
      <p>
        <a href="/" className={buttonClass("secondary", "md")}>
          To the first page
        </a>
      </p>
    </SignInFrame>
  );
}
