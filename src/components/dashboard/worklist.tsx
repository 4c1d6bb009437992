import Link from "next/link";
import { type WorklistFacts, WorklistRow } from "#components/dashboard/worklist-row.tsx";
import { actionTarget } from "#components/deals/action-target.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import type { DealDto } from "#lib/deals/schema.ts";
import type { RiskReportDto } from "#lib/risk/wire.ts";

export type WorklistItem = WorklistFacts & {
  deal: Pick<DealDto, "id" | "name">;
  action: Pick<NonNullable<RiskReportDto["recommendedAction"]>, "label" | "factor"> | null;
};

/** The deals that need attention, most pressing first: what, why, how much, how long, what to do. */
export function Worklist({ items, clock }: { items: readonly WorklistItem[]; clock: ViewClock }) {
  return (
    <ol>
      {items.map((item) => (
        <WorklistRow
          key={item.deal.id}
          facts={item}
          clock={clock}
          className="hover:bg-sunken"
          name={
            <Link
              href={`/deals/${item.deal.id}`}
              // Dozens of rows would each fetch their page ahead.
              prefetch={false}
              className="font-medium text-ink-strong after:absolute after:inset-0 hover:underline"
            >
              {item.deal.name}
            </Link>
          }
          button={<ActionButton item={item} />}
        />
      ))}
    </ol>
  );
}

function ActionButton({ item: { deal, action } }: { item: WorklistItem }) {
  if (!action) return null;
  const { verb, href } = actionTarget(action.factor, deal.id);
  return (
    <ButtonLink
      href={href}
      prefetch={false}
      size="sm"
      // Above the row's own link, which covers the whole row.
      className="relative"
      title={action.label}
      aria-label={`${verb} for ${deal.name}: ${action.label}`}
    >
      {verb}
    </ButtonLink>
  );
}
