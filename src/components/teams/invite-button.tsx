"use client";

import { type ReactNode, useActionState } from "react";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { EMPTY_FORM_STATE, type FormAction } from "#lib/http/form-state.ts";

/** One thing to do with one invitation, with the answer beside it. The action receives `inviteId`. */
export function InviteButton({
  action,
  inviteId,
  email,
  pendingLabel,
  children,
}: {
  action: FormAction;
  inviteId: string;
  /** Tells the buttons of a list apart for assistive technology. */
  email: string;
  pendingLabel: string;
  children: ReactNode;
}) {
  const [state, submit] = useActionState(action, EMPTY_FORM_STATE);
  return (
    <form action={submit} className="grid justify-items-end">
      <input type="hidden" name="inviteId" value={inviteId} />
      <SubmitButton variant="quiet" size="sm" pendingLabel={pendingLabel}>
        {children}
        <span className="sr-only"> {email}</span>
      </SubmitButton>
      {state.message ? (
        <p
          role={state.ok ? "status" : "alert"}
          className={state.ok ? "sr-only" : "max-w-64 px-2.5 text-right text-label text-danger"}
        >
          {state.message}
        </p>
      ) : null}
    </form>
  );
}
