"use client";

import { type ReactNode, useActionState, useState } from "react";
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
  /**
   * `round` counts the answers. React resets the form's fields after each one; a part that keeps
   * state of its own takes it as key, to start again with them.
   */
  children: (state: FormState, round: number) => ReactNode;
}) {
  const [state, submit] = useActionState(action, EMPTY_FORM_STATE);
  const [seen, setSeen] = useState({ state, round: 0 });
  if (seen.state !== state) setSeen({ state, round: seen.round + 1 });
  return (
    <form action={submit} aria-label={label} className={className}>
      {state.message ? <Alert tone={state.ok ? "success" : "error"}>{state.message}</Alert> : null}
      {children(state, seen.round)}
    </form>
  );
}
