import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { controlClass } from "#components/ui/control.ts";

export type SelectOption = { value: string; label: string };

/** The browser's own select: it is the best picker on phones and needs no script. */
export function Select({
  options,
  className,
  defaultValue,
  ...rest
}: ComponentProps<"select"> & { options: readonly SelectOption[] }) {
  return (
    <span className={classNames("relative block", className)}>
      <select
        // React resets forms after an action, but leaves a select on its first default: remount it.
        key={String(defaultValue ?? "")}
        defaultValue={defaultValue}
        className={controlClass("h-9 appearance-none pr-8 touch:h-11")}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        strokeWidth={1.5}
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-muted"
      />
    </span>
  );
}
