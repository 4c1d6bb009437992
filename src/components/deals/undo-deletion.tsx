"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Toast } from "#components/ui/toast.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Says which deal has just been deleted, and brings it back. */
export function UndoDeletion({ name, action }: { name: string; action: FormAction }) {
  const [isShown, setShown] = useState(true);
  if (!isShown) return null;
  return (
    <Toast onClose={() => setShown(false)}>
      <p className="min-w-0 break-words">Deleted {name}.</p>
      <ActionForm action={action} label="Undo" className="flex gap-2">
        {() => (
          <SubmitButton size="sm" variant="secondary" pendingLabel="Restoring…">
            Undo
          </SubmitButton>
        )}
      </ActionForm>
    </Toast>
  );
}
