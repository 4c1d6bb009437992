import { RemoveMember } from "#components/teams/remove-member.tsx";
import { ROLE_LABELS } from "#components/teams/role-labels.ts";
import { RoleSelect } from "#components/teams/role-select.tsx";
import type { PreviewRemoval } from "#components/teams/use-removal.ts";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { SelectOption } from "#components/ui/select.tsx";
import { ROLES, type Role } from "#lib/access/policy.ts";
import type { FormAction } from "#lib/http/form-state.ts";
import type { MemberDto, TeamDto } from "#lib/teams/schema.ts";

/** Who manages whom, decided by the server's own rule. */
export type MayManage = (theirs: Role) => boolean;

export type MemberActions = {
  changeRole: FormAction;
  removeMember: FormAction;
  previewRemoval: PreviewRemoval;
};

/** The people of a team, with what their reader may change about each. */
export function MemberList({
  team,
  members,
  me,
  ownerCount,
  colleagues,
  mayManage,
  actions,
}: {
  team: TeamDto;
  members: readonly MemberDto[];
  /** The reader's id. */
  me: string;
  ownerCount: number;
  colleagues: readonly SelectOption[];
  mayManage: MayManage;
  actions: MemberActions;
}) {
  const roles = [...ROLES].reverse().filter(mayManage);
  return (
    <ul className="divide-y divide-line">
      {members.map(({ userId, name, email, role }) => {
        const isMe = userId === me;
        const isLastOwner = role === "owner" && ownerCount === 1;
        const canChange = mayManage(role) && !isLastOwner;
        return (
          <li
            key={userId}
            className={classNames(
              "grid min-h-13 items-center gap-x-2 py-2 sm:gap-x-3",
              roles.length > 0
                ? "grid-cols-[minmax(0,1fr)_7rem_2.75rem] sm:grid-cols-[minmax(0,1fr)_7rem_6.5rem]"
                : "grid-cols-[minmax(0,1fr)_4rem]",
            )}
          >
            <div className="min-w-0">
              <p className="flex items-center gap-2 text-body">
                <span className="truncate font-medium text-ink-strong">{name}</span>
                {isMe ? <Badge>you</Badge> : null}
              </p>
              <p className="truncate text-table text-ink-muted">{email}</p>
            </div>
            {canChange ? (
              <RoleSelect
                action={actions.changeRole}
                userId={userId}
                name={name}
                role={role}
                roles={roles}
              />
            ) : (
              <p className={classNames("text-body", roles.length > 0 && "px-2.5")}>
                {ROLE_LABELS[role]}
              </p>
            )}
            {canChange && !isMe ? (
              <div className="justify-self-end">
                <RemoveMember
                  teamId={team.id}
                  userId={userId}
                  name={name}
                  colleagues={colleagues}
                  preview={actions.previewRemoval}
                  action={actions.removeMember}
                />
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
