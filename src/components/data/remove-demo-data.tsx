"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** One click: what goes is said beside it. */
export function RemoveDemoData({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} label="Remove generated data" className="grid gap-3">
      {() => (
        <SubmitButton
          variant="danger"
          size="sm"
          pendingLabel="Removing…"
          className="justify-self-start"
        >
          Remove generated data
        </SubmitButton>
      )}
    </ActionForm>
  );
}
