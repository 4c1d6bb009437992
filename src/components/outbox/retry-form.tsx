"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Sends one message again, and says beside it when that is refused. */
export function RetryForm({ action, what }: { action: FormAction; what: string }) {
  return (
    <ActionForm
      action={action}
      label={`Send again: ${what}`}
      className="grid max-w-64 content-start justify-items-start gap-2"
    >
      {() => (
        <SubmitButton variant="secondary" size="sm" pendingLabel="Sending">
          Send again
        </SubmitButton>
      )}
    </ActionForm>
  );
}
