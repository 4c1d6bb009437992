import type { ReactNode } from "react";
import { TroubleClock } from "#components/deals/trouble-clock.tsx";
import { RiskScore } from "#components/ui/band-mark.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { Money } from "#components/ui/money.tsx";
import type { DealDto } from "#lib/deals/schema.ts";
import type { RiskReportDto } from "#lib/risk/wire.ts";

/** The facts of a row; what it links to is its caller's business. */
export type WorklistFacts = {
  deal: Pick<DealDto, "company" | "value" | "currency" | "priorityReason"> & {
    risk: Pick<DealDto["risk"], "score" | "band" | "reasons">;
  };
  trouble: RiskReportDto["timeToTrouble"];
};

/** One deal in two lines: risk, name, why; how much, how soon, what to do. */
export function WorklistRow({
  facts: { deal, trouble },
  clock,
  name,
  button,
  className = "",
}: {
  facts: WorklistFacts;
  clock: ViewClock;
  name: ReactNode;
  button: ReactNode;
  className?: string;
}) {
  return (
    <li
      className={`relative grid grid-cols-[3.25rem_minmax(0,1fr)_auto] gap-x-3 border-b border-line py-2.5 lg:grid-cols-[4rem_minmax(0,1fr)_auto_7.5rem] lg:grid-rows-[auto_1fr] ${className}`}
    >
      <p className="pt-px text-table">
        <RiskScore band={deal.risk.band} score={deal.risk.score} />
      </p>
      <p className="truncate">
        {name}
        {deal.company ? <span className="text-ink-muted"> · {deal.company}</span> : null}
      </p>
      <p className="text-right">
        <Money
          value={deal.value}
          currency={deal.currency}
          className="font-medium text-ink-strong"
        />
      </p>
      <p className="col-span-2 col-start-2 text-table lg:col-span-1 lg:col-start-2 lg:row-start-2">
        {deal.risk.reasons[0]}
      </p>
      <p className="col-span-2 col-start-2 text-table text-ink-muted lg:col-span-1 lg:col-start-3 lg:row-start-2 lg:text-right lg:whitespace-nowrap">
        {deal.priorityReason}
      </p>
      <div className="col-span-2 col-start-2 flex items-center gap-x-3 max-lg:mt-1.5 lg:col-span-1 lg:col-start-4 lg:row-span-2 lg:row-start-1 lg:flex-col lg:items-end lg:gap-y-1">
        {button}
        {trouble ? (
          <span className="text-label">
            <TroubleClock trouble={trouble} clock={clock} />
          </span>
        ) : null}
      </div>
    </li>
  );
}
