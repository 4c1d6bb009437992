import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { signInAsDemoPerson } from "#app/actions/sign-in.ts";
import { DemoPeople } from "#components/auth/demo-people.tsx";
import { SignInFrame } from "#components/auth/sign-in-frame.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { SignInWidget } from "#lib/auth/auth-ui.tsx";
import { listDemoPeople } from "#lib/auth/demo-people.ts";
import { safeNextPath } from "#lib/auth/next-path.ts";
import { currentUser } from "#lib/auth/require-user.ts";
import { env } from "#lib/platform/env.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[]; problem?: string | string[] }>;
}) {
  const { next, problem } = await searchParams;
  const path = safeNextPath(next);
  if (problem === "unavailable") return <ProviderDown next={path} />;
  if (await currentUser()) redirect(path);
  if (env().clerk) {
    return (
      <SignInFrame title="Sign in" isDemo={false}>
        <SignInWidget next={path} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title="Sign in as" isDemo>
      {problem === "gone" ? (
        <Alert tone="error">That person is not in the demo any more. These are.</Alert>
      ) : null}
      <DemoPeople people={await listDemoPeople()} next={path} signIn={signInAsDemoPerson} />
      <p className="text-table text-ink-muted">
        These people and their deals are generated. Each role sees and may do something else; the
        person of the other company sees none of it. Their mail is in the{" "}
        <Link href="/dev/mailbox" className="text-link" prefetch={false}>
          demo mailbox
        </Link>
        .
      </p>
    </SignInFrame>
  );
}

/** Somebody is signed in with the provider, but we could not read who it is. */
function ProviderDown({ next }: { next: string }) {
  return (
    <SignInFrame title="Sign-in is not available right now" isDemo={false}>
      <Alert tone="error">
        The sign-in service does not answer, so your account could not be opened. Nothing is lost.
      </Alert>
      <p>
        <ButtonLink href={next} variant="primary" prefetch={false}>
          Try again
        </ButtonLink>
      </p>
    </SignInFrame>
  );
}
