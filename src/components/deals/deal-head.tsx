import type { ReactNode } from "react";
import { sourceLabel } from "#components/deals/source-labels.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Money } from "#components/ui/money.tsx";
import type { DealDto } from "#lib/deals/schema.ts";

/** Who, what, how much, whose; below it the stage, which is also the control. */
export function DealHead({
  deal,
  actions,
  stepper,
}: {
  deal: DealDto;
  actions: ReactNode;
  stepper: ReactNode;
}) {
  const person = deal.assignee ?? deal.owner;
  return (
    <header className="grid gap-4 pb-6">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-title font-semibold break-words">{deal.name}</h1>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-body text-ink-muted">
            {deal.company ? <span className="text-ink">{deal.company}</span> : null}
            <span>
              {deal.assignee ? "assigned to" : "owned by"} {person.name}
            </span>
            {deal.source ? <Badge>{sourceLabel(deal.source)}</Badge> : null}
            {deal.isDemo ? <Badge>generated</Badge> : null}
          </p>
        </div>
        <p className="text-title font-semibold text-ink-strong md:ml-auto">
          <Money value={deal.value} currency={deal.currency} />
        </p>
        <div className="flex gap-2">{actions}</div>
      </div>
      {stepper}
    </header>
  );
}
