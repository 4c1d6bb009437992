"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "#components/ui/button.tsx";

/** Submits the form around it; says what it is doing while it does, and ignores a second click. */
export function SubmitButton({
  pendingLabel,
  children,
  variant = "primary",
  ...rest
}: ComponentProps<typeof Button> & { pendingLabel: string }) {
  const { pending } = useFormStatus();
  return (
    <Button
      type="submit"
      variant={variant}
      // aria-disabled, not disabled: the button keeps the focus and its name is read out.
      aria-disabled={pending}
      {...rest}
      onClick={pending ? (event) => event.preventDefault() : rest.onClick}
    >
      {pending ? pendingLabel : children}
    </Button>
  );
}
