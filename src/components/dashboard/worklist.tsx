import Link from "next/link";
import { actionTarget } from "#components/deals/action-target.ts";
import { TroubleClock } from "#components/deals/trouble-clock.tsx";
import { RiskScore } from "#components/ui/band-mark.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { Money } from "#components/ui/money.tsx";
import type { DealDto } from "#lib/deals/schema.ts";
import type { RiskReportDto } from "#lib/risk/wire.ts";

export type WorklistItem = {
  deal: Pick<DealDto, "id" | "name" | "company" | "value" | "currency" | "priorityReason"> & {
    risk: Pick<DealDto["risk"], "score" | "band" | "reasons">;
  };
  trouble: RiskReportDto["timeToTrouble"];
  action: Pick<NonNullable<RiskReportDto["recommendedAction"]>, "label" | "factor"> | null;
};

/** The deals that need attention, most pressing first: what, why, how much, how long, what to do. */
export function Worklist({
  items,
  clock,
  isExample = false,
}: {
  items: readonly WorklistItem[];
  clock: ViewClock;
  /** Deals that exist nowhere: nothing to open, nothing to do. */
  isExample?: boolean;
}) {
  return (
    <ol>
      {items.map((item) => (
        <WorklistRow key={item.deal.id} item={item} clock={clock} isExample={isExample} />
      ))}
    </ol>
  );
}

function WorklistRow({
  item: { deal, trouble, action },
  clock,
  isExample,
}: {
  item: WorklistItem;
  clock: ViewClock;
  isExample: boolean;
}) {
  const target =
    action && !isExample ? { ...actionTarget(action.factor, deal.id), label: action.label } : null;
  return (
    <li
      className={classNames(
        "relative grid grid-cols-[3.25rem_minmax(0,1fr)_auto] gap-x-3 border-b border-line py-2.5 lg:grid-cols-[4rem_minmax(0,1fr)_auto_7.5rem] lg:grid-rows-[auto_1fr]",
        !isExample && "hover:bg-sunken",
      )}
    >
      <p className="pt-px text-table">
        <RiskScore band={deal.risk.band} score={deal.risk.score} />
      </p>
      <p className="truncate">
        {isExample ? (
          <span className="font-medium text-ink-strong">{deal.name}</span>
        ) : (
          <Link
            href={`/deals/${deal.id}`}
            // Dozens of rows would each fetch their page ahead.
            prefetch={false}
            className="font-medium text-ink-strong after:absolute after:inset-0 hover:underline"
          >
            {deal.name}
          </Link>
        )}
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
        {target ? (
          // Above the row's own link, which covers the whole row.
          <ButtonLink
            href={target.href}
            prefetch={false}
            size="sm"
            className="relative"
            title={target.label}
            aria-label={`${target.verb} for ${deal.name}: ${target.label}`}
          >
            {target.verb}
          </ButtonLink>
        ) : null}
        {trouble ? (
          <span className="text-label">
            <TroubleClock trouble={trouble} clock={clock} />
          </span>
        ) : null}
      </div>
    </li>
  );
}
