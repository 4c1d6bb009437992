import { KeyFigure } from "#components/dashboard/key-figure.tsx";
import type { Sum } from "#lib/analytics/convert-sums.ts";
import type { Figure, KeyFigures } from "#lib/analytics/key-figures.ts";

/** The four figures of the day, each with its change and the deals behind it. */
export function Figures({ figures, currency }: { figures: KeyFigures; currency: string }) {
  const { calendar } = figures;
  const shown: { label: string; figure: Figure; before: string; href: string }[] = [
    {
      label: "Open pipeline",
      figure: figures.open,
      before: "the start of the month",
      href: "/deals",
    },
    {
      label: "Value at risk",
      figure: figures.atRisk,
      before: "the start of the month",
      href: "/deals?band=high",
    },
    {
      label: "Slipping this month",
      figure: figures.slipped,
      before: calendar.lastMonthName,
      href: "/deals?status=all&slipped=this_month",
    },
    {
      label: "Won this month",
      figure: figures.won,
      before: `the same days of ${calendar.lastMonthName}`,
      href: "/deals?status=closed&stage=closed_won&closed=this_month",
    },
  ];
  return shown.map(({ label, figure: { now, before }, before: period, href }) => (
    <KeyFigure
      key={label}
      label={label}
      value={now.value}
      currency={currency}
      before={{ value: before.value, label: period }}
      note={noteOf(now)}
      href={href}
    />
  ));
}

/** How many deals are behind a sum, and how many could not be part of it. */
export function noteOf({ count, withoutRate }: Sum): string {
  const deals = `${count.toLocaleString("en")} ${count === 1 ? "deal" : "deals"}`;
  return withoutRate > 0
    ? `${deals}, ${withoutRate} without an exchange rate not in the sum`
    : deals;
}
