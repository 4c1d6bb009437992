"use client";

import { leavingInWords } from "#components/teams/removal-words.ts";
import { type PreviewRemoval, useRemoval } from "#components/teams/use-removal.ts";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Says what becomes of the reader's deals before they go. */
export function LeaveTeam({
  teamId,
  userId,
  teamName,
  preview,
  action,
}: {
  teamId: string;
  userId: string;
  teamName: string;
  preview: PreviewRemoval;
  action: FormAction;
}) {
  const [state, load] = useRemoval(preview, { teamId, userId });
  return (
    <Modal
      title={`Leave ${teamName}?`}
      onOpen={load}
      trigger={{ variant: "danger", size: "sm", children: "Leave team" }}
    >
      {state.status === "failed" ? <Alert tone="error">{state.message}</Alert> : null}
      {state.status === "loading" ? (
        <div role="status" aria-label="Loading">
          <Skeleton className="h-4 w-3/4" />
        </div>
      ) : null}
      {state.status === "ready" ? (
        <>
          {leavingInWords(state.removal).map((sentence) => (
            <p key={sentence} className="text-body">
              {sentence}
            </p>
          ))}
          <p className="text-body">
            You see nothing of {teamName} any more. To come back you need an invitation.
          </p>
          <ActionForm action={action} label={`Leave ${teamName}`} className="grid gap-3">
            {() => (
              <SubmitButton variant="danger" pendingLabel="Leaving…" className="justify-self-end">
                Leave {teamName}
              </SubmitButton>
            )}
          </ActionForm>
        </>
      ) : null}
    </Modal>
  );
}
