"use client";

import { CheckCheck } from "lucide-react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Marks everything as read that came until the page was made. The action receives `until`. */
export function ReadAll({ action, until }: { action: FormAction; until: string }) {
  return (
    <ActionForm action={action} label="Mark all as read">
      {() => (
        <>
          <input type="hidden" name="until" value={until} />
          <SubmitButton variant="secondary" pendingLabel="Saving…">
            <CheckCheck aria-hidden strokeWidth={1.5} />
            Mark all as read
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
