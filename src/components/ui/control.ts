import { classNames } from "#components/ui/class-names.ts";

/** Shared look of text inputs, selects and text areas. */
export function controlClass(extra?: string): string {
  return classNames(
    "w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-body text-ink-strong",
    "placeholder:text-ink-muted hover:border-ink-muted",
    "focus-visible:outline-offset-0 aria-invalid:border-danger aria-invalid:outline-danger",
    "disabled:bg-sunken disabled:text-ink-muted",
    // Safari zooms into a focused control below 16 px.
    "touch:text-lead",
    extra,
  );
}
