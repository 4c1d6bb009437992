import { formatScore } from "#components/ui/format-score.ts";
import type { RiskReportDto } from "#lib/risk/wire.ts";

/** The smallest set of actions that would bring the deal to Low, or that none does. */
export function WayBack({ wayBack }: { wayBack: RiskReportDto["wayBack"] }) {
  if (wayBack === null) {
    return (
      <p className="pt-3 text-body">
        No action alone brings this deal back to Low. It takes time as well, or a decision to let
        go.
      </p>
    );
  }
  if (wayBack.actions.length === 0) return <p className="pt-3 text-body">It is Low already.</p>;
  return (
    <div className="pt-3 text-body">
      <ol className="grid list-inside list-decimal gap-1 marker:text-ink-muted">
        {wayBack.actions.map(({ type, label }) => (
          <li key={type}>{label}</li>
        ))}
      </ol>
      <p className="mt-2 text-table text-ink-muted">
        {wayBack.actions.length === 1 ? "This" : "Together these"} would bring the score to{" "}
        <span className="figures">{formatScore(wayBack.score)}</span>.
      </p>
    </div>
  );
}
