import { ImportErrors } from "#components/imports/import-errors.tsx";
import type { ImportReportView } from "#components/imports/import-view.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Section } from "#components/ui/section.tsx";

const COUNTS = [
  { key: "created", label: "Created" },
  { key: "updated", label: "Updated" },
  { key: "unchanged", label: "Unchanged" },
  { key: "skipped", label: "Left out" },
] as const;

/** What was done. The four counts add up to the rows of the file. */
export function ImportResult({ report }: { report: ImportReportView }) {
  return (
    <div className="grid gap-8">
      <dl className="grid grid-cols-2 gap-x-5 border-t border-line-strong sm:grid-cols-4">
        {COUNTS.map(({ key, label }) => (
          <div key={key} className="border-b border-line py-3">
            <dt className="text-label text-ink-muted">{label}</dt>
            <dd className="figures text-title font-semibold text-ink-strong">
              {report[key].toLocaleString("en")}
            </dd>
          </div>
        ))}
      </dl>
      {report.errors.length > 0 ? (
        <Section id="import-errors" title="Left out" note="nothing else is affected">
          <ImportErrors errors={report.errors} total={report.skipped} />
        </Section>
      ) : null}
      <div className="flex gap-2">
        <ButtonLink href="/dashboard" variant="primary">
          See what needs attention
        </ButtonLink>
        <ButtonLink href="/deals">All deals</ButtonLink>
      </div>
    </div>
  );
}
