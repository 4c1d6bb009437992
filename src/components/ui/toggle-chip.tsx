import type { ComponentProps, ReactNode } from "react";

/** A checkbox in the shape of a word that is on or off; a mark shows it without colour. */
export function ToggleChip({
  children,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { children: ReactNode }) {
  return (
    <label className="inline-flex h-7 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-2.5 text-table text-ink select-none hover:border-control has-checked:border-ink-strong has-checked:bg-pressed has-checked:font-medium has-checked:text-ink-strong has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent touch:h-11 touch:px-4">
      <input type="checkbox" className="sr-only" {...rest} />
      {children}
    </label>
  );
}
