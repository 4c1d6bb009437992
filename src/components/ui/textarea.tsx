import type { ComponentProps } from "react";
import { controlClass } from "#components/ui/control.ts";

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={controlClass(`field-sizing-content min-h-16 py-2 ${className ?? ""}`)}
      {...rest}
    />
  );
}
