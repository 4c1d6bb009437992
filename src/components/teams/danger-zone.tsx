import type { ReactNode } from "react";
import { DeleteTeam } from "#components/teams/delete-team.tsx";
import { LeaveTeam } from "#components/teams/leave-team.tsx";
import { TransferOwnership } from "#components/teams/transfer-ownership.tsx";
import type { PreviewRemoval } from "#components/teams/use-removal.ts";
import type { SelectOption } from "#components/ui/select.tsx";
import type { FormAction } from "#lib/http/form-state.ts";
import type { TeamDto } from "#lib/teams/schema.ts";
import type { TeamContents } from "#lib/teams/summarise-team.ts";

/** What is hard or impossible to take back, as far as the reader may do it. */
export function DangerZone({
  team,
  me,
  ownerCount,
  contents,
  people,
  actions,
}: {
  team: TeamDto;
  me: string;
  ownerCount: number;
  /** Null for those who may not delete the team. */
  contents: TeamContents | null;
  /** To whom ownership can be given; empty for those who have none to give. */
  people: readonly SelectOption[];
  actions: {
    transfer: FormAction;
    leave: FormAction;
    remove: FormAction;
    previewRemoval: PreviewRemoval;
  };
}) {
  const isLastOwner = team.role === "owner" && ownerCount === 1;
  return (
    <ul className="divide-y divide-line">
      {people.length > 0 ? (
        <Row
          title="Transfer ownership"
          text="Somebody else becomes owner in your place; you stay as admin."
        >
          <TransferOwnership action={actions.transfer} teamName={team.name} people={people} />
        </Row>
      ) : null}
      {isLastOwner ? (
        people.length > 0 ? (
          <Row
            title="Leave the team"
            text="You are its only owner: transfer ownership or make somebody else an owner first."
          />
        ) : null
      ) : (
        <Row title="Leave the team" text="Your deals stay; you are told first who gets them.">
          <LeaveTeam
            teamId={team.id}
            userId={me}
            teamName={team.name}
            preview={actions.previewRemoval}
            action={actions.leave}
          />
        </Row>
      )}
      {contents ? (
        <Row title="Delete the team" text="With all its deals, for everybody in it.">
          <DeleteTeam
            action={actions.remove}
            teamName={team.name}
            contents={contentsInWords(contents)}
          />
        </Row>
      ) : null}
    </ul>
  );
}

function Row({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-72">
        <p className="text-body font-medium text-ink-strong">{title}</p>
        <p className="text-table text-ink-muted">{text}</p>
      </div>
      {children}
    </li>
  );
}

function contentsInWords({ deals, contacts, meetings, webhooks, otherMembers }: TeamContents) {
  const count = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${number.toLocaleString("en")} ${number === 1 ? one : many}`];
  return [
    ...count(deals, "deal", "deals"),
    ...count(contacts, "contact", "contacts"),
    ...count(meetings, "meeting", "meetings"),
    ...count(webhooks, "connection", "connections"),
    ...count(otherMembers, "other membership", "other memberships"),
  ];
}
