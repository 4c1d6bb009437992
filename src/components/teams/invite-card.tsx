import type { ReactNode } from "react";
import { AcceptInvite } from "#components/teams/accept-invite.tsx";
import { ROLE_LABELS, ROLE_RIGHTS } from "#components/teams/role-labels.ts";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";
import type { InviteViewDto } from "#lib/teams/schema.ts";

type FormCall = (formData: FormData) => Promise<void>;

type InviteCardProps = {
  invite: InviteViewDto;
  /** Who is signed in. */
  reader: { name: string; email: string } | null;
  /** The path of this page: where sign-in and sign-out lead back to. */
  here: string;
  signInHref: string;
  /** Null where there are no accounts to create. */
  signUpHref: string | null;
  actions: {
    accept: FormAction;
    /** Null outside the demo. */
    joinDemo: FormCall | null;
    /** Receives `workspaceId`. */
    openTeam: FormCall;
    /** Receives `next`. */
    signOut: FormCall;
  };
};

/** What an invitation is good for to its reader, and the one thing to do about it. */
export function InviteCard(props: InviteCardProps) {
  switch (props.invite.verdict) {
    case "open":
      return <Open {...props} />;
    case "signed_out":
      return <SignedOut {...props} />;
    case "wrong_person":
      return <WrongPerson {...props} />;
    case "member":
      return <Member {...props} />;
    case "used":
      return (
        <Over title="This invitation has been used">
          A link works once. If it was you, sign in with the address that the mail went to and open{" "}
          {props.invite.team.name} at the top left.
        </Over>
      );
    case "revoked":
      return (
        <Over title="This invitation was withdrawn">
          {askForNew(props.invite, "If you think that is a mistake")}
        </Over>
      );
    case "expired":
      return (
        <Over title="This invitation has run out">
          It was good for a week. {askForNew(props.invite, "If you still want to join")}
        </Over>
      );
  }
}

function Open({ invite, reader, actions }: InviteCardProps) {
  return (
    <>
      <Offer invite={invite} />
      <AcceptInvite action={actions.accept} teamName={invite.team.name} />
      {reader ? (
        <p className="text-table text-ink-muted">
          You are signed in as {reader.name} ({reader.email}).
        </p>
      ) : null}
    </>
  );
}

function SignedOut({ invite, signInHref, signUpHref, actions }: InviteCardProps) {
  return (
    <>
      <Offer invite={invite} />
      <div className="flex flex-wrap gap-2">
        {actions.joinDemo ? (
          <form action={actions.joinDemo}>
            <SubmitButton pendingLabel="Joining…">Join as {invite.email}</SubmitButton>
          </form>
        ) : null}
        <ButtonLink
          href={signInHref}
          variant={actions.joinDemo ? "secondary" : "primary"}
          prefetch={false}
        >
          {actions.joinDemo ? "Sign in as somebody else" : "Sign in to join"}
        </ButtonLink>
        {signUpHref ? (
          <ButtonLink href={signUpHref} prefetch={false}>
            Create an account
          </ButtonLink>
        ) : null}
      </div>
      <p className="text-table text-ink-muted">
        {actions.joinDemo
          ? "In the demo the link is all it takes: a person with this address is made for it."
          : `The invitation is for ${invite.email}: use an account with that address.`}
      </p>
    </>
  );
}

function WrongPerson({ invite, reader, here, actions }: InviteCardProps) {
  return (
    <>
      <Alert tone="error" title="This invitation is for somebody else">
        It was sent to {invite.email}. You are signed in as {reader?.name} ({reader?.email}).
      </Alert>
      <div className="flex flex-wrap gap-2">
        <form action={actions.signOut}>
          <input type="hidden" name="next" value={here} />
          <SubmitButton pendingLabel="Signing out…">Sign out and try again</SubmitButton>
        </form>
        <ButtonLink href="/dashboard">Stay signed in</ButtonLink>
      </div>
    </>
  );
}

function Member({ invite, actions }: InviteCardProps) {
  return (
    <>
      <p className="text-body">You are in {invite.team.name} already.</p>
      <form action={actions.openTeam}>
        <input type="hidden" name="workspaceId" value={invite.team.id} />
        <SubmitButton pendingLabel="Opening…">Open {invite.team.name}</SubmitButton>
      </form>
    </>
  );
}

function Offer({ invite: { team, role, invitedBy } }: { invite: InviteViewDto }) {
  return (
    <p className="text-body">
      {invitedBy ? `${invitedBy} invites you` : "You are invited"} to {team.name} on Sentinel, which
      shows a sales team which deals are in danger, why, and what to do. Your role is{" "}
      {ROLE_LABELS[role].toLowerCase()}, who {ROLE_RIGHTS[role]}
    </p>
  );
}

function Over({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Alert title={title}>{children}</Alert>
      <p>
        <ButtonLink href="/dashboard" prefetch={false}>
          Go to Sentinel
        </ButtonLink>
      </p>
    </>
  );
}

function askForNew({ invitedBy, team }: InviteViewDto, when: string): string {
  return `${when}, ask ${invitedBy ?? `somebody in ${team.name}`} for a new one.`;
}
