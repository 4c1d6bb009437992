import type { ReactNode } from "react";

/** What a list says when it has nothing: the fact, then what to do about it. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="grid max-w-prose gap-2 py-10">
      <p className="text-lead font-medium text-ink-strong">{title}</p>
      {children ? <div className="text-body text-ink-muted">{children}</div> : null}
      {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
