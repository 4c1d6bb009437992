import Link from "next/link";
import { InviteButton } from "#components/teams/invite-button.tsx";
import { inviteInWords, mailInWords } from "#components/teams/invite-words.ts";
import type { MayManage } from "#components/teams/member-list.tsx";
import { ROLE_LABELS } from "#components/teams/role-labels.ts";
import type { ViewClock } from "#components/ui/moment-words.ts";
import type { FormAction } from "#lib/http/form-state.ts";
import type { InviteDto } from "#lib/teams/schema.ts";

type InviteActions = { resend: FormAction; revoke: FormAction };

/** Invitations with what became of them and, while they are open, what can be done. */
export function InviteList({
  invites,
  clock,
  mayManage,
  actions,
}: {
  invites: readonly InviteDto[];
  clock: ViewClock;
  mayManage: MayManage;
  /** Left out for those that are over. */
  actions?: InviteActions;
}) {
  if (invites.length === 0) return null;
  return (
    <ul className="divide-y divide-line border-t border-line">
      {invites.map((invite) => (
        <li
          key={invite.id}
          className="flex min-h-13 flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2"
        >
          <div className="min-w-0 grow basis-56">
            <p className="truncate text-body text-ink-strong">
              {invite.email}
              <span className="text-ink-muted"> as {ROLE_LABELS[invite.role].toLowerCase()}</span>
            </p>
            <InviteState invite={invite} clock={clock} />
          </div>
          {actions && mayManage(invite.role) ? (
            <div className="-mr-2.5 flex flex-wrap gap-1">
              <InviteButton
                action={actions.resend}
                inviteId={invite.id}
                email={invite.email}
                pendingLabel="Sending…"
              >
                Send again
              </InviteButton>
              <InviteButton
                action={actions.revoke}
                inviteId={invite.id}
                email={invite.email}
                pendingLabel="Revoking…"
              >
                Revoke
              </InviteButton>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function InviteState({ invite, clock }: { invite: InviteDto; clock: ViewClock }) {
  const isOpen = invite.state === "pending" || invite.state === "expired";
  const mail = isOpen ? mailInWords(invite) : null;
  return (
    <p className="text-table text-ink-muted">
      {inviteInWords(invite, clock)}
      {mail ? " · " : null}
      {mail && invite.mail?.status === "kept" ? (
        <Link href="/dev/mailbox" prefetch={false} className="text-link">
          {mail}
        </Link>
      ) : (
        <span className={invite.mail?.status === "failed" ? "text-danger" : undefined}>{mail}</span>
      )}
    </p>
  );
}
