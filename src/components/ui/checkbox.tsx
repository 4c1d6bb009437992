import type { ComponentProps } from "react";

/** A check box with a name for assistive technology and room for a finger, where a row shows what it is. */
export function Checkbox({
  label,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: string }) {
  return (
    <label className="relative z-[1] -my-1.5 flex size-8 items-center justify-center touch:-my-2 touch:size-11">
      <span className="sr-only">{label}</span>
      <input type="checkbox" className="size-4" {...rest} />
    </label>
  );
}
