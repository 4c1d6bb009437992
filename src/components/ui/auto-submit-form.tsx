"use client";

import Form from "next/form";
import type { ReactNode } from "react";

/**
 * A GET form whose state is the URL. Ticking and choosing apply at once; text waits for Enter or
 * the button, so that nothing changes under somebody who is typing.
 */
export function AutoSubmitForm({
  action,
  label,
  className,
  children,
}: {
  action: string;
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Form
      action={action}
      role="search"
      aria-label={label}
      className={className}
      scroll={false}
      replace
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
