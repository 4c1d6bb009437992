import type { ReactNode } from "react";

/** A small neutral fact about a record: its source, its state. Risk has BandMark instead. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 items-center gap-1 rounded-sm border border-line-strong px-1.5 text-label text-ink-muted">
      {children}
    </span>
  );
}
