import type { Metadata } from "next";
import { acceptInvite, joinDemo } from "#app/actions/invites.ts";
import { signOut } from "#app/actions/sign-out.ts";
import { switchWorkspace } from "#app/actions/workspace.ts";
import { SignInFrame } from "#components/auth/sign-in-frame.tsx";
import { InviteCard } from "#components/teams/invite-card.tsx";
import { signInPath } from "#lib/auth/next-path.ts";
import { currentUser } from "#lib/auth/require-user.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { env } from "#lib/platform/env.ts";
import { getInvite } from "#lib/teams/get-invite.ts";

export const metadata: Metadata = {
  title: "Invitation",
  robots: { index: false },
  // The token in the address is for this site alone.
  referrer: "no-referrer",
};

/** Where the link of an invitation leads, whoever opens it. */
export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const ctx = await currentUser();
  const visitor = { user: ctx?.user ?? null, now: ctx?.now ?? new Date() };
  const invite = await orNotFound(getInvite(visitor, token));
  const { clerk, demo } = env();
  const here = `/invite/${token}`;
  return (
    <SignInFrame title={invite.team.name} isDemo={demo !== null}>
      <InviteCard
        invite={invite}
        reader={ctx?.user ?? null}
        here={here}
        signInHref={signInPath(here)}
        signUpHref={clerk ? `/sign-up?next=${encodeURIComponent(here)}` : null}
        actions={{
          accept: acceptInvite.bind(null, token),
          joinDemo: demo ? joinDemo.bind(null, token) : null,
          openTeam: switchWorkspace,
          signOut,
        }}
      />
    </SignInFrame>
  );
}
