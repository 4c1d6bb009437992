import { RiskWaterfall } from "#components/charts/risk-waterfall.tsx";
import { WorklistRow } from "#components/dashboard/worklist-row.tsx";
import { exampleDeals } from "#components/landing/example-deals.ts";
import { formatScore } from "#components/ui/format-score.ts";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { Panel, Section } from "#components/ui/section.tsx";
import { DEFAULT_POLICY } from "#lib/risk/constants.ts";

/** The product itself on made-up deals: the worklist, and the proof of its first line. */
export function Example({ clock }: { clock: ViewClock }) {
  const examples = exampleDeals(Date.parse(clock.now));
  const first = examples[0];
  if (!first) return null;
  const { name, report } = first;
  return (
    <Panel className="grid gap-6 p-4 md:p-6">
      <p className="text-label text-ink-muted">
        Made-up deals, assessed on this page load by the engine that scores yours.
      </p>
      <Section id="example-worklist" title="Needs attention" note={`${examples.length} deals`}>
        <ol>
          {examples.map((example) => (
            <WorklistRow
              key={example.name}
              facts={{ deal: example.deal, trouble: example.report.timeToTrouble }}
              clock={clock}
              name={<span className="font-medium text-ink-strong">{example.name}</span>}
              button={null}
            />
          ))}
        </ol>
      </Section>
      <Section id="example-proof" title={`Why ${name} stands at ${formatScore(report.score)}`}>
        <RiskWaterfall
          factors={report.factors}
          score={report.score}
          band={report.band}
          edges={DEFAULT_POLICY.bands}
        />
        {report.recommendedAction ? (
          <p className="mt-3 text-body">
            <span className="text-ink-muted">What to do: </span>
            <span className="font-medium text-ink-strong">{report.recommendedAction.label}</span>
          </p>
        ) : null}
      </Section>
    </Panel>
  );
}
