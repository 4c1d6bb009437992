import {
  changeRole,
  deleteTeam,
  inviteMember,
  leaveTeam,
  previewRemoval,
  removeMember,
  resendInvite,
  revokeInvite,
  transferOwnership,
  updateTeam,
} from "#app/actions/teams.ts";
import { DangerZone } from "#components/teams/danger-zone.tsx";
import { InviteForm } from "#components/teams/invite-form.tsx";
import { InviteList } from "#components/teams/invite-list.tsx";
import { MemberList } from "#components/teams/member-list.tsx";
import { RoleGuide } from "#components/teams/role-guide.tsx";
import { TeamFacts } from "#components/teams/team-facts.tsx";
import { TeamForm } from "#components/teams/team-form.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { POLICY, type Role } from "#lib/access/policy.ts";
import { COMMON_CURRENCIES } from "#lib/platform/money.ts";
import { TIME_ZONES } from "#lib/platform/time-zone.ts";
import type { TeamPageView } from "#lib/teams/get-team-page.ts";
import { mayManage } from "#lib/teams/require-may-manage.ts";
import { INVITABLE_ROLES } from "#lib/teams/schema.ts";

/** The page of a team as its reader may use it: the server's own table decides what is there. */
export function TeamSettings({
  view,
  me,
  clock,
  isPaged,
}: {
  view: TeamPageView;
  me: string;
  clock: ViewClock;
  /** Whether the list of people begins elsewhere than with the first. */
  isPaged: boolean;
}) {
  const { team, members, nextCursor, ownerCount, colleagues, invites, contents } = view;
  const manages = (theirs: Role) => mayManage(team.role, theirs);
  const toOption = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const others = colleagues.filter(({ id }) => id !== me);
  return (
    <div className="grid max-w-3xl gap-9">
      <div>
        <PageHeader title={team.name} note={peopleInWords(team.memberCount)} />
        {POLICY["team.rename"][team.role] === "none" ? (
          <TeamFacts team={team} />
        ) : (
          <TeamForm
            action={updateTeam.bind(null, team.id)}
            initial={team}
            currencies={[...new Set([team.currency, ...COMMON_CURRENCIES])]}
            timezones={[...new Set([team.timezone, ...TIME_ZONES])]}
          />
        )}
      </div>
      <Section id="people" title="People" note={team.memberCount.toLocaleString("en")}>
        <MemberList
          team={team}
          members={members}
          me={me}
          ownerCount={ownerCount}
          colleagues={colleagues.filter(({ isViewer }) => !isViewer).map(toOption)}
          mayManage={manages}
          actions={{
            changeRole: changeRole.bind(null, team.id),
            removeMember: removeMember.bind(null, team.id),
            previewRemoval,
          }}
        />
        <Pagination
          label="People"
          firstHref={isPaged ? "/settings/team" : null}
          nextHref={nextCursor ? `/settings/team?cursor=${encodeURIComponent(nextCursor)}` : null}
        />
        <RoleGuide />
      </Section>
      {invites ? (
        <Section id="invitations" title="Invitations" note={invites.open.length || undefined}>
          <InviteForm
            action={inviteMember.bind(null, team.id)}
            roles={INVITABLE_ROLES.filter(manages)}
          />
          <InviteList
            invites={invites.open}
            clock={clock}
            mayManage={manages}
            actions={{
              resend: resendInvite.bind(null, team.id),
              revoke: revokeInvite.bind(null, team.id),
            }}
          />
          {invites.past.length > 0 ? (
            <details className="pt-3 text-table">
              <summary className="w-max text-link">Accepted and revoked</summary>
              <div className="pt-2">
                <InviteList invites={invites.past} clock={clock} mayManage={manages} />
              </div>
            </details>
          ) : null}
        </Section>
      ) : null}
      <Section id="danger" title="Danger zone">
        <DangerZone
          team={team}
          me={me}
          ownerCount={ownerCount}
          contents={contents}
          people={POLICY["team.transfer"][team.role] === "none" ? [] : others.map(toOption)}
          actions={{
            transfer: transferOwnership.bind(null, team.id),
            leave: leaveTeam.bind(null, team.id),
            remove: deleteTeam.bind(null, team.id),
            previewRemoval,
          }}
        />
      </Section>
    </div>
  );
}

function peopleInWords(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString("en")} people`;
}
