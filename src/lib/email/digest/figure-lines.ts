import type { Sum } from "#lib/analytics/convert-sums.ts";
import type { Figure, KeyFigures } from "#lib/analytics/key-figures.ts";
import type { EmailData } from "#lib/email/templates/schema.ts";
import { moneyText } from "#lib/platform/format-money.ts";

type FigureLine = EmailData<"digest">["workspaces"][number]["figures"][number];

/** The four figures of the day in words, as the page of that name has them. */
export function figureLines(figures: KeyFigures, currency: string): FigureLine[] {
  const { lastMonthName } = figures.calendar;
  const line = (label: string, { now, before }: Figure, period: string): FigureLine => ({
    label,
    value: moneyText(now.value, currency, true),
    change: `${changeWords(now, before, currency)} against ${period}${withoutRate(now)}`,
  });
  return [
    line("Open pipeline", figures.open, "the start of the month"),
    line("Value at risk", figures.atRisk, "the start of the month"),
    line("Slipping this month", figures.slipped, lastMonthName),
    line("Won this month", figures.won, `the same days of ${lastMonthName}`),
  ];
}

function changeWords(now: Sum, before: Sum, currency: string): string {
  const change = now.value - before.value;
  if (change === 0) return "no change";
  return `${change > 0 ? "+" : "−"}${moneyText(Math.abs(change), currency, true)}`;
}

function withoutRate({ withoutRate: count }: Sum): string {
  if (count === 0) return "";
  return `; ${count} without an exchange rate ${count === 1 ? "is" : "are"} not in the sum`;
}
