"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

/** A destination of the frame; current on its own page and on those below it. */
export function NavLink({
  href,
  className,
  children,
}: {
  href: string;
  className: string;
  children: ReactNode;
}) {
  const path = usePathname();
  const isCurrent = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={classNames(
        className,
        "[&_svg]:size-4 [&_svg]:shrink-0",
        "aria-[current=page]:text-ink-strong aria-[current=page]:[&_svg]:text-accent",
      )}
    >
      {children}
    </Link>
  );
}
