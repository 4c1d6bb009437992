"use client";

import { type ComponentProps, type ReactNode, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";

/**
 * An icon with its name as tooltip, on hover and on focus. Esc takes the tooltip away (WCAG 1.4.13)
 * and the accessible name does not depend on it.
 */
export function IconButton({
  label,
  side = "top",
  className,
  children,
  ...rest
}: Omit<ComponentProps<"button">, "aria-label"> & {
  label: string;
  side?: "top" | "right";
  children: ReactNode;
}) {
  const [isDismissed, setDismissed] = useState(false);
  return (
    <button
      type="button"
      aria-label={label}
      onKeyDown={(event) => event.key === "Escape" && setDismissed(true)}
      onBlur={() => setDismissed(false)}
      onPointerLeave={() => setDismissed(false)}
      className={classNames(
        "group/tip relative inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-muted transition-colors hover:bg-pressed hover:text-ink-strong touch:size-11 [&_svg]:size-4",
        className,
      )}
      {...rest}
    >
      {children}
      {isDismissed ? null : (
        <span
          aria-hidden="true"
          className={classNames(
            "pointer-events-none absolute z-30 hidden w-max rounded-sm bg-ink-strong px-1.5 py-0.5 text-label font-normal text-canvas group-hover/tip:block group-focus-visible/tip:block",
            side === "top" ? "bottom-full mb-1.5" : "left-full ml-1.5",
          )}
        >
          {label}
        </span>
      )}
    </button>
  );
}
