"use client";

import Form from "next/form";
import { type ReactNode, useEffect, useRef } from "react";

/** `?q=&owner=` says nothing; addresses people share should say only what is chosen. */
function dropEmptyFields({ formData }: FormDataEvent) {
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
}

/**
 * A GET form whose state is the URL. Ticking and choosing apply at once; text waits for Enter or
 * the button, so that nothing changes under somebody who is typing.
 */
export function AutoSubmitForm({
  action,
  label,
  state,
  className,
  children,
}: {
  action: string;
  label: string;
  /** What the URL says, as text. When a link changes it, the fields go back to their defaults. */
  state: string;
  className?: string;
  children: ReactNode;
}) {
  const ref = useRef<HTMLFormElement>(null);
  const shown = useRef(state);
  const hasSubmitted = useRef(false);
  useEffect(() => {
    if (shown.current === state) return;
    shown.current = state;
    // After a submission of its own the form is ahead of the URL: a reset would undo typing.
    if (!hasSubmitted.current) ref.current?.reset();
    hasSubmitted.current = false;
  }, [state]);
  useEffect(() => {
    const form = ref.current;
    form?.addEventListener("formdata", dropEmptyFields);
    return () => form?.removeEventListener("formdata", dropEmptyFields);
  }, []);
  return (
    <Form
      ref={ref}
      action={action}
      role="search"
      aria-label={label}
      className={className}
      scroll={false}
      replace
      onSubmit={() => {
        hasSubmitted.current = true;
      }}
      onChange={(event) => {
        const control = event.target as HTMLElement;
        const isTyped =
          control instanceof HTMLInputElement &&
          ["search", "text", "number"].includes(control.type);
        if (!isTyped) event.currentTarget.requestSubmit();
      }}
    >
      {children}
    </Form>
  );
}
