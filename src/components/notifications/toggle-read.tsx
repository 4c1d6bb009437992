"use client";

import { Check, Undo2 } from "lucide-react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Marks one notification as read, or as unread again. The action receives `read`. */
export function ToggleRead({
  action,
  title,
  isRead,
}: {
  action: FormAction;
  /** Tells this button from the others for those who do not see where it stands. */
  title: string;
  isRead: boolean;
}) {
  const label = isRead ? "Mark unread" : "Mark read";
  const Icon = isRead ? Undo2 : Check;
  return (
    <ActionForm action={action} label={`${label}: ${title}`}>
      {() => (
        <>
          <input type="hidden" name="read" value={String(!isRead)} />
          <SubmitButton size="sm" variant="quiet" pendingLabel="Saving…">
            <Icon aria-hidden strokeWidth={1.5} className="md:hidden" />
            <span className="max-md:sr-only">{label}</span>
            <span className="sr-only">: {title}</span>
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
