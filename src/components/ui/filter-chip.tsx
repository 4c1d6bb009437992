import { X } from "lucide-react";
import Link from "next/link";

/** One filter in force, as words; following the link takes it away. */
export function FilterChip({ children, removeHref }: { children: string; removeHref: string }) {
  return (
    <Link
      href={removeHref}
      className="inline-flex h-6 items-center gap-1 rounded-full border border-line-strong bg-surface pr-1.5 pl-2.5 text-table text-ink-strong hover:border-control touch:h-11 touch:px-3.5"
    >
      {children}
      <X aria-hidden strokeWidth={1.5} className="size-3.5 text-ink-muted" />
      <span className="sr-only">, remove this filter</span>
    </Link>
  );
}
