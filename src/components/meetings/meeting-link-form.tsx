"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Confirms a suggestion, or says that a meeting is not about this deal; either is remembered. */
export function MeetingLinkForm({
  title,
  confirm,
  remove,
}: {
  /** Tells the meeting from others on the page, of the same series too. */
  title: string;
  confirm: FormAction | null;
  remove: FormAction;
}) {
  return (
    <div className="flex gap-1">
      {confirm ? (
        <ActionForm action={confirm} label={`Link ${title}`}>
          {() => (
            <SubmitButton variant="secondary" size="sm" pendingLabel="Linking…">
              It is about this deal
            </SubmitButton>
          )}
        </ActionForm>
      ) : null}
      <ActionForm action={remove} label={`Unlink ${title}`}>
        {() => (
          <SubmitButton variant="quiet" size="sm" pendingLabel="Removing…">
            {confirm ? "It is not" : "Not about this deal"}
          </SubmitButton>
        )}
      </ActionForm>
    </div>
  );
}
