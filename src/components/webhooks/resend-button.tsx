"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Sends one delivery again, under the same id. */
export function ResendButton({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} label="Send this again" className="grid gap-2">
      {() => (
        <SubmitButton variant="primary" pendingLabel="Sending…" className="justify-self-start">
          Send again
        </SubmitButton>
      )}
    </ActionForm>
  );
}
