import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

type SectionProps = {
  /** Becomes the heading's id and names the region. */
  id: string;
  title: string;
  /** One muted fact beside the title: a count, a sum, a unit. */
  note?: ReactNode;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A titled part of a page, set off by a hairline rather than a box. */
export function Section({ id, title, note, action, className, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className={className}>
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1 border-b border-line-strong pb-2">
        <h2 id={id} className="text-body font-semibold">
          {title}
        </h2>
        {note ? <span className="figures text-table text-ink-muted">{note}</span> : null}
        {action ? <div className="ml-auto">{action}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** A surface that stands off the canvas: forms, sign-in, the example on the landing page. */
export function Panel({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={classNames("rounded-md border border-line bg-surface", className)}>
      {children}
    </div>
  );
}
