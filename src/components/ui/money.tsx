import { classNames } from "#components/ui/class-names.ts";
import { moneyParts } from "#lib/platform/format-money.ts";

/** An amount in major units. The currency steps back, the figure leads. */
export function Money({
  value,
  currency,
  compact = false,
  className,
}: {
  value: number;
  currency: string;
  /** `1.24M` instead of `1,240,000`; the exact amount stays on hover. */
  compact?: boolean;
  className?: string;
}) {
  const exact = moneyParts(value, currency, false);
  const shown = compact ? moneyParts(value, currency, true) : exact;
  return (
    <span
      className={classNames("figures", className)}
      title={compact ? exact.map((part) => part.text).join("") : undefined}
    >
      {shown.map((part) =>
        part.muted ? (
          <span key={part.key} className="font-normal text-ink-muted">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </span>
  );
}
