"use client";

import { type ReactNode, useActionState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { EMPTY_FORM_STATE, type FormAction, type FormState } from "#lib/http/form-state.ts";

/**
 * A form bound to a Server Action. It works before its script arrives; afterwards the answer
 * (message, field errors, the values typed) comes back without a page load.
 */
export function ActionForm({
  action,
  label,
  className,
  children,
}: {
  action: FormAction;
  /** Names the form for assistive technology. */
  label: string;
  className?: string;
  children: (state: FormState) => ReactNode;
}) {
  const [state, submit] = useActionState(action, EMPTY_FORM_STATE);
  return (
    <form action={submit} aria-label={label} className={className}>
      {state.message ? <Alert tone={state.ok ? "success" : "error"}>{state.message}</Alert> : null}
      {children(state)}
    </form>
  );
}
