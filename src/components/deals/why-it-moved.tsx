import { FACTOR_LABELS } from "#components/charts/factor-labels.ts";
import { RiskScore } from "#components/ui/band-mark.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { RiskMoveDto } from "#lib/risk/wire.ts";

/** A change that does not show in two decimals is none. */
const SHOWN_FROM = 0.005;

/** What each factor added to the score, or took from it, between two moments. */
export function WhyItMoved({ move, clock }: { move: RiskMoveDto; clock: ViewClock }) {
  const moved = move.factors.filter(({ change }) => Math.abs(change) >= SHOWN_FROM);
  const rest = move.factors
    .filter((factor) => !moved.includes(factor))
    .reduce((sum, { change }) => sum + change, 0);
  const rules = [
    move.policyChanged ? "the risk settings" : null,
    move.normsChanged ? "what is usual for won deals" : null,
  ].filter((rule) => rule !== null);
  return (
    <div className="pt-3">
      <p className="flex flex-wrap items-baseline gap-x-2 text-body">
        <RiskScore band={move.from.band} score={move.from.score} />
        <span className="text-ink-muted">
          <RelativeTime at={move.from.at} clock={clock} />, now
        </span>
        <RiskScore band={move.to.band} score={move.to.score} />
      </p>
      {moved.length === 0 ? (
        <p className="mt-2 text-table text-ink-muted">No factor has moved since.</p>
      ) : (
        <ul className="mt-2 border-t border-line">
          {moved.map(({ key, change, before, after }) => (
            <li
              key={key}
              className="grid grid-cols-[minmax(0,1fr)_3.5rem] gap-x-4 border-b border-line py-2"
            >
              <div>
                <p className="text-table font-medium text-ink-strong">{FACTOR_LABELS[key]}</p>
                <p className="text-table text-ink-muted">{after.reason}</p>
                {before.reason === after.reason ? null : (
                  <p className="text-label text-ink-muted">Before: {before.reason}</p>
                )}
              </div>
              <p className="figures text-right text-table font-medium text-ink-strong">
                {signed(change)}
              </p>
            </li>
          ))}
          <li className="grid grid-cols-[minmax(0,1fr)_3.5rem] gap-x-4 border-b border-line-strong py-2 text-table">
            <p className="font-semibold text-ink-strong">
              Score
              {Math.abs(rest) >= SHOWN_FROM ? (
                <span className="font-normal text-ink-muted">
                  , with {signed(rest)} of the other factors
                </span>
              ) : null}
            </p>
            <p className="figures text-right font-semibold text-ink-strong">
              {signed(move.change)}
            </p>
          </li>
        </ul>
      )}
      {moved.some(isCrowdedOut) ? (
        <p className="mt-2 text-label text-ink-muted">
          Where a share fell although its factor rose, the others came to weigh more beside it.
        </p>
      ) : null}
      {rules.length > 0 ? (
        <p className="mt-2 text-label text-ink-muted">
          Part of it is not the deal's own doing: {rules.join(" and ")} changed as well.
        </p>
      ) : null}
    </div>
  );
}

function isCrowdedOut({ change, before, after }: RiskMoveDto["factors"][number]): boolean {
  return change < 0 && after.value > before.value;
}

function signed(change: number): string {
  return `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(2)}`;
}
