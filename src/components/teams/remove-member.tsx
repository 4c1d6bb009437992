"use client";

import { UserMinus } from "lucide-react";
import { dealsInWords } from "#components/teams/removal-words.ts";
import { type PreviewRemoval, useRemoval } from "#components/teams/use-removal.ts";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Field } from "#components/ui/field.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";
import type { RemovalDto } from "#lib/teams/schema.ts";

type RemoveMemberProps = {
  teamId: string;
  userId: string;
  name: string;
  /** People who can work on deals; the one who goes may be among them. */
  colleagues: readonly SelectOption[];
  preview: PreviewRemoval;
  /** Receives `userId`, `ownedTo` and `assignedTo`. */
  action: FormAction;
};

/** Says what becomes of somebody's deals, lets it be chosen, and only then removes them. */
export function RemoveMember(props: RemoveMemberProps) {
  const { teamId, userId, name, preview } = props;
  const [state, load] = useRemoval(preview, { teamId, userId });
  return (
    <Modal
      title={`Remove ${name}?`}
      onOpen={load}
      trigger={{
        variant: "quiet",
        size: "sm",
        children: (
          <>
            <UserMinus aria-hidden strokeWidth={1.5} />
            <span className="max-sm:sr-only">Remove</span>
            <span className="sr-only"> {name}</span>
          </>
        ),
      }}
    >
      {state.status === "failed" ? <Alert tone="error">{state.message}</Alert> : null}
      {state.status === "loading" ? (
        <div role="status" aria-label="Loading" className="grid gap-2">
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-9 w-full" />
        </div>
      ) : null}
      {state.status === "ready" ? <RemovalForm {...props} removal={state.removal} /> : null}
    </Modal>
  );
}

function RemovalForm({
  userId,
  name,
  colleagues,
  action,
  removal,
}: RemoveMemberProps & { removal: RemovalDto }) {
  const { heir, invites } = removal;
  const own = dealsInWords(removal.owned);
  const others = dealsInWords(removal.assigned);
  const people = colleagues.filter(({ value }) => value !== userId);
  return (
    <ActionForm action={action} label={`Remove ${name}`} className="grid gap-4">
      {({ errors }) => (
        <>
          <input type="hidden" name="userId" value={userId} />
          {own ? (
            <Field
              id={`owned-${userId}`}
              name="ownedTo"
              label={`New owner of ${own}`}
              error={errors?.ownedTo}
            >
              {(control) => <Select {...control} options={people} defaultValue={heir?.id ?? ""} />}
            </Field>
          ) : null}
          {others ? (
            <Field
              id={`assigned-${userId}`}
              name="assignedTo"
              label={`Who works on ${others} of others`}
              error={errors?.assignedTo}
            >
              {(control) => (
                <Select
                  {...control}
                  options={[{ value: "", label: "Nobody: assign them later" }, ...people]}
                  defaultValue=""
                />
              )}
            </Field>
          ) : null}
          <p className="text-body">
            {own || others ? null : `${name} owns no deals here, and none is assigned to them. `}
            They lose sight of the team at once, also of what they made in it, and are told.
            {invites > 0 ? ` ${invitesInWords(invites)}` : null}
          </p>
          <SubmitButton variant="danger" pendingLabel="Removing…" className="justify-self-end">
            Remove {name}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

function invitesInWords(count: number): string {
  return count === 1
    ? "The invitation that they sent is withdrawn."
    : `The ${count} invitations that they sent are withdrawn.`;
}
