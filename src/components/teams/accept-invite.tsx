"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** The button that joins, with the answer when it was too late. */
export function AcceptInvite({ action, teamName }: { action: FormAction; teamName: string }) {
  return (
    <ActionForm action={action} label={`Join ${teamName}`} className="grid gap-3">
      {() => (
        <SubmitButton pendingLabel="Joining…" className="justify-self-start">
          Join {teamName}
        </SubmitButton>
      )}
    </ActionForm>
  );
}
