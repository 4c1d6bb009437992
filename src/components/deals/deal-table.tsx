import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { RiskScore } from "#components/ui/band-mark.tsx";
import { CalendarDate } from "#components/ui/calendar-date.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { Money } from "#components/ui/money.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { STICKY_HEAD, Table, Td, Th } from "#components/ui/table.tsx";
import type { DealDto, DealSort } from "#lib/deals/schema.ts";
import { isOpenStage, STAGE_LABELS } from "#lib/deals/stages.ts";

export type Sort = { key: DealSort; order: "asc" | "desc" };

type DealTableProps = {
  deals: readonly DealDto[];
  clock: ViewClock;
  sort: Sort;
  /** The same page sorted by that column, the other way round when it is sorted by it already. */
  sortHref: (key: DealSort) => string;
  /** Sum in major units of everything the filters let through, not only of this page. */
  totals: { count: number; value: number; currency: string } | null;
  /** Gives each row a check box, for DealSelection to read. */
  isSelectable?: boolean;
};

// Narrow screens keep what the five-second glance needs: risk, name, value.
const FROM_MD = "max-md:hidden";
const FROM_LG = "max-lg:hidden";
const FROM_XL = "max-xl:hidden";
/** Selecting is the work of a script. */
const CHECK_COLUMN = "w-8 pr-0 noscript:hidden";

export function DealTable(props: DealTableProps) {
  const { deals, clock, sort, sortHref, totals, isSelectable = false } = props;
  const head = { sort, sortHref };
  return (
    <Table caption="Deals">
      <thead>
        <tr>
          {isSelectable ? (
            <Th className={classNames(STICKY_HEAD, CHECK_COLUMN)}>
              <Checkbox label="Select all deals on this page" data-page="" />
            </Th>
          ) : null}
          <SortableTh {...head} column="risk" label="Risk" className="w-16" />
          <SortableTh {...head} column="name" label="Deal" />
          <Th className={classNames(STICKY_HEAD, FROM_XL)}>Why</Th>
          <SortableTh {...head} column="stage" label="Stage" className={FROM_MD} />
          <SortableTh {...head} column="value" label="Value" numeric />
          <SortableTh {...head} column="expectedCloseOn" label="Closes" className={FROM_LG} />
          <SortableTh {...head} column="lastActivityAt" label="Last activity" className={FROM_LG} />
          <Th className={classNames(STICKY_HEAD, FROM_LG)}>Owner</Th>
        </tr>
      </thead>
      <tbody>
        {deals.map((deal) => (
          <DealRow key={deal.id} deal={deal} clock={clock} isSelectable={isSelectable} />
        ))}
      </tbody>
      {totals ? (
        <tfoot>
          <tr className="font-medium text-ink-strong">
            {isSelectable ? <Td className={CHECK_COLUMN} /> : null}
            <Td />
            <Td>
              {totals.count.toLocaleString("en")} {totals.count === 1 ? "deal" : "deals"}
            </Td>
            <Td className={FROM_XL} />
            <Td className={FROM_MD} />
            <Td numeric>
              <Money value={totals.value} currency={totals.currency} />
            </Td>
            <Td className={FROM_LG} colSpan={3} />
          </tr>
        </tfoot>
      ) : null}
    </Table>
  );
}

function DealRow({
  deal,
  clock,
  isSelectable,
}: {
  deal: DealDto;
  clock: ViewClock;
  isSelectable: boolean;
}) {
  const isOpen = isOpenStage(deal.stage);
  return (
    <tr className="relative hover:bg-sunken has-checked:bg-accent-wash">
      {isSelectable ? (
        <Td className={CHECK_COLUMN}>
          <Checkbox
            label={`Select ${deal.name}`}
            value={deal.id}
            data-deal={deal.name}
            data-version={deal.version}
          />
        </Td>
      ) : null}
      <Td>
        {isOpen ? (
          <RiskScore band={deal.risk.band} score={deal.risk.score} />
        ) : (
          <span className="text-ink-muted">closed</span>
        )}
      </Td>
      <Td className="w-[28%] max-w-0 max-md:w-[60%]">
        <p className="truncate">
          <Link
            href={`/deals/${deal.id}`}
            // Dozens of rows would each fetch their page ahead.
            prefetch={false}
            className="font-medium text-ink-strong after:absolute after:inset-0 hover:underline"
          >
            {deal.name}
          </Link>
          {deal.company ? (
            <span className="text-ink-muted max-md:hidden"> · {deal.company}</span>
          ) : null}
        </p>
        <p className="truncate text-label text-ink-muted md:hidden">
          {[deal.company, STAGE_LABELS[deal.stage]].filter(Boolean).join(" · ")}
        </p>
      </Td>
      <Td className={classNames(FROM_XL, "w-[30%] max-w-0")}>
        <p className="truncate" title={deal.risk.reasons[0]}>
          {deal.risk.reasons[0]}
        </p>
      </Td>
      <Td className={classNames(FROM_MD, "whitespace-nowrap")}>{STAGE_LABELS[deal.stage]}</Td>
      <Td numeric className="font-medium text-ink-strong">
        <Money value={deal.value} currency={deal.currency} />
      </Td>
      <Td className={classNames(FROM_LG, "whitespace-nowrap")}>
        {deal.expectedCloseOn ? (
          <CalendarDate date={deal.expectedCloseOn} clock={clock} warnWhenPast={isOpen} />
        ) : (
          <Missing what="no close date" />
        )}
      </Td>
      <Td className={classNames(FROM_LG, "whitespace-nowrap text-ink-muted")}>
        {deal.lastActivityAt ? (
          <RelativeTime at={deal.lastActivityAt} clock={clock} />
        ) : (
          <Missing what="no activity" />
        )}
      </Td>
      <Td className={classNames(FROM_LG, "max-w-32 truncate text-ink-muted")}>
        {(deal.assignee ?? deal.owner).name}
      </Td>
    </tr>
  );
}

function Missing({ what }: { what: string }) {
  return (
    <span className="text-ink-muted">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{what}</span>
    </span>
  );
}

function SortableTh({
  column,
  label,
  sort,
  sortHref,
  numeric = false,
  className,
}: Pick<DealTableProps, "sort" | "sortHref"> & {
  column: DealSort;
  label: string;
  numeric?: boolean;
  className?: string;
}) {
  const isSorted = sort.key === column;
  const Arrow = sort.order === "asc" ? ArrowUp : ArrowDown;
  return (
    <Th
      numeric={numeric}
      aria-sort={isSorted ? (sort.order === "asc" ? "ascending" : "descending") : undefined}
      className={classNames(STICKY_HEAD, className)}
    >
      <Link
        href={sortHref(column)}
        prefetch={false}
        className={classNames(
          "inline-flex min-h-6 items-center gap-1 hover:text-ink-strong",
          isSorted && "text-ink-strong",
        )}
      >
        {label}
        {isSorted ? <Arrow aria-hidden strokeWidth={1.5} className="size-3.5" /> : null}
      </Link>
    </Th>
  );
}
