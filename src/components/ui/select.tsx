"use client";

import { ChevronDown } from "lucide-react";
import { type ComponentProps, useLayoutEffect, useRef } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { controlClass } from "#components/ui/control.ts";

export type SelectOption = { value: string; label: string };

/** The browser's own select: the best picker on phones. */
export function Select({
  options,
  className,
  defaultValue,
  ...rest
}: Omit<ComponentProps<"select">, "defaultValue"> & {
  options: readonly SelectOption[];
  defaultValue?: string;
}) {
  const ref = useRef<HTMLSelectElement>(null);
  const applied = useRef(defaultValue);
  // React applies a select's default only once, so that resetting the form (which it does after
  // each action) would go back to the first option instead of the default in force.
  useLayoutEffect(() => {
    const select = ref.current;
    if (!select || defaultValue === undefined) return;
    for (const option of select.options) option.defaultSelected = option.value === defaultValue;
    // At first it is chosen already, unless somebody was faster than the script: their choice stays.
    if (applied.current !== defaultValue) select.value = defaultValue;
    applied.current = defaultValue;
  }, [defaultValue]);
  return (
    <span className={classNames("relative block", className)}>
      <select
        ref={ref}
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
