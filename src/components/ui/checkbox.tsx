import type { ComponentProps } from "react";

export function Checkbox({
  label,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: string }) {
  return (
    <label className="inline-flex min-h-6 items-center gap-2 text-body touch:min-h-11">
      <input type="checkbox" className="size-4 rounded-sm" {...rest} />
      {label}
    </label>
  );
}
