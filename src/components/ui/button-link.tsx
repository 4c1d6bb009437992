import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "#components/ui/button.tsx";

/** A link that looks like a button. */
export function ButtonLink({
  variant = "secondary",
  size = "md",
  className,
  ...rest
}: ComponentProps<typeof Link> & ButtonLook) {
  return <Link className={buttonClass(variant, size, className)} {...rest} />;
}
