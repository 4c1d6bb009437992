import type { ReactNode } from "react";

/** One line: title, what is counted in muted type, actions at the right with one primary. */
export function PageHeader({
  title,
  note,
  actions,
}: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-5">
      <h1 className="text-title font-semibold">{title}</h1>
      {note ? <p className="figures text-body text-ink-muted">{note}</p> : null}
      {actions ? <div className="ml-auto flex flex-wrap gap-2">{actions}</div> : null}
    </header>
  );
}
