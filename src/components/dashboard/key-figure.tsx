import Link from "next/link";
import { Money } from "#components/ui/money.tsx";
import { moneyText } from "#lib/platform/format-money.ts";

export type KeyFigureProps = {
  label: string;
  /** Major units when there is a currency, else a count. */
  value: number;
  currency?: string;
  /** The same figure one period earlier, and how that period is called ("October"). */
  before: { value: number; label: string } | null;
  /** One more fact: "14 deals". */
  note?: string;
  /** The deals behind the figure. */
  href: string;
};

function changeText({ value, currency, before }: KeyFigureProps): string | null {
  if (!before) return null;
  const change = value - before.value;
  if (change === 0) return `as in ${before.label}`;
  const size = Math.abs(change);
  const words = currency ? moneyText(size, currency, true) : size.toLocaleString("en");
  return `${change > 0 ? "+" : "−"}${words} against ${before.label}`;
}

/** One number that matters, its change, and a link to what it is made of. */
export function KeyFigure(props: KeyFigureProps) {
  const { label, value, currency, note, href } = props;
  const change = changeText(props);
  return (
    <div className="relative border-b border-line py-3 hover:bg-sunken">
      <p className="text-label text-ink-muted">
        <Link href={href} prefetch={false} className="after:absolute after:inset-0 hover:underline">
          {label}
        </Link>
      </p>
      <p className="text-title font-semibold text-ink-strong">
        {currency ? (
          <Money value={value} currency={currency} compact />
        ) : (
          <span className="figures">{value.toLocaleString("en")}</span>
        )}
      </p>
      {note ? <p className="text-label text-ink-muted">{note}</p> : null}
      {change ? <p className="text-label text-ink-muted">{change}</p> : null}
    </div>
  );
}
