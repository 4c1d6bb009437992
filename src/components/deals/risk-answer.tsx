import { actionTarget } from "#components/deals/action-target.ts";
import { TroubleClock } from "#components/deals/trouble-clock.tsx";
import { BandMark } from "#components/ui/band-mark.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { formatScore } from "#components/ui/format-score.ts";
import { dayDistance, exactMoment, type ViewClock } from "#components/ui/moment-words.ts";
import type { RiskReportDto } from "#lib/risk/wire.ts";

/** The verdict in one block: band, score, why, how long, what to do, and how much is known. */
export function RiskAnswer({
  risk,
  dealId,
  canAct,
  clock,
}: {
  risk: RiskReportDto;
  dealId: string;
  /** False for those who may read the deal but not change it. */
  canAct: boolean;
  clock: ViewClock;
}) {
  const { recommendedAction: action, timeToTrouble: trouble, lossProbability, coverage } = risk;
  return (
    <div className="grid gap-x-8 gap-y-4 pt-3 md:grid-cols-[minmax(0,1fr)_auto]">
      <div>
        <p className="flex flex-wrap items-baseline gap-x-3 text-body">
          <BandMark band={risk.band} className="text-title [&_svg]:size-3.5" />
          <span className="figures text-title font-semibold text-ink-strong">
            {formatScore(risk.score)}
          </span>
          {trouble ? <TroubleClock trouble={trouble} clock={clock} /> : null}
        </p>
        {risk.reasons.length > 0 ? (
          <ul className="mt-2 grid max-w-prose gap-0.5 text-body">
            {risk.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        ) : (
          <p className="mt-2 text-body">Nothing speaks against this deal at the moment.</p>
        )}
        <p className="mt-2 text-label text-ink-muted">
          {lossProbability
            ? `Of ${lossProbability.n.toLocaleString("en")} past deals like this, ${Math.round(lossProbability.value * 100)}% were lost. `
            : null}
          {coverage.known < coverage.of
            ? `Based on ${coverage.known} of ${coverage.of} signals; missing: ${coverage.missing.join(", ")}.`
            : `Based on all ${coverage.of} signals.`}
        </p>
      </div>
      {action ? (
        <div className="grid content-start gap-1.5 border-l-2 border-accent pl-4 md:w-60">
          <p className="font-medium text-ink-strong">{action.label}</p>
          <p className="text-label text-ink-muted">
            <time dateTime={action.dueAt} title={exactMoment(action.dueAt, clock.timeZone)}>
              Due {dayDistance(action.dueAt, clock)}
            </time>
            {action.urgency === "high" ? ", urgent" : null}
          </p>
          {canAct ? (
            <ButtonLink
              href={actionTarget(action.factor, dealId).href}
              variant="primary"
              className="mt-1 justify-self-start"
            >
              {actionTarget(action.factor, dealId).verb}
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
