import type { ComponentProps } from "react";
import { controlClass } from "#components/ui/control.ts";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={controlClass(`h-9 touch:h-11 ${className ?? ""}`)} {...rest} />;
}
