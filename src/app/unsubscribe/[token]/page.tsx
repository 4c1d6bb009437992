import type { Metadata } from "next";
import Link from "next/link";
import { unsubscribeByLink } from "#app/actions/unsubscribe.ts";
import { SignInFrame } from "#components/auth/sign-in-frame.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { findSubscription } from "#lib/email/unsubscribe.ts";
import { env } from "#lib/platform/env.ts";
import { maskEmail } from "#lib/teams/mask-email.ts";

export const metadata: Metadata = { title: "Unsubscribe", robots: { index: false } };

export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const subscription = await findSubscription(token);
  const isDemo = env().demo !== null;
  if (!subscription) {
    return (
      <SignInFrame title="This link does not work" isDemo={isDemo}>
        <p>
          It may have been cut off on its way, or its account no longer exists. Take the link from a
          later mail, or choose what you get in your <SettingsLink />.
        </p>
      </SignInFrame>
    );
  }
  const { kind, label, email, isOn } = subscription;
  const mails = kind === "digest" ? "the digest" : `mails of the kind “${label}”`;
  if (!isOn) {
    return (
      <SignInFrame title="You are unsubscribed" isDemo={isDemo}>
        <p>
          {maskEmail(email)} gets no more {kind === "digest" ? "digests" : mails} from Sentinel.
          Everything stays in the app, and the <SettingsLink /> turn it on again.
        </p>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title="Stop these mails" isDemo={isDemo}>
      <p>
        {maskEmail(email)} will not get {mails} any more. Other mails go on, and everything stays in
        the app.
      </p>
      <form action={unsubscribeByLink.bind(null, token)} aria-label="Unsubscribe">
        <SubmitButton pendingLabel="Unsubscribing">Unsubscribe</SubmitButton>
      </form>
    </SignInFrame>
  );
}

function SettingsLink() {
  return (
    <Link href="/settings/notifications" className="text-link" prefetch={false}>
      notification settings
    </Link>
  );
}
