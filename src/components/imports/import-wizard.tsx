"use client";

import { useRef, useState, useTransition } from "react";
import { FileDrop } from "#components/imports/file-drop.tsx";
import { ImportErrors } from "#components/imports/import-errors.tsx";
import { ImportResult } from "#components/imports/import-result.tsx";
import type {
  ImportMapping,
  ImportPreviewView,
  ImportReportView,
  PreviewImport,
  RunImport,
} from "#components/imports/import-view.ts";
import { MappingTable } from "#components/imports/mapping-table.tsx";
import { PreviewTable } from "#components/imports/preview-table.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";

type Step =
  | { name: "choose" }
  | { name: "check"; file: File; preview: ImportPreviewView; mapping: ImportMapping }
  | { name: "done"; report: ImportReportView };

const UNREACHABLE = "The server could not be reached. Nothing was stored; try again.";

function formOf(file: File, mapping: ImportMapping | null): FormData {
  const form = new FormData();
  form.set("file", file);
  if (mapping) form.set("mapping", JSON.stringify(mapping));
  return form;
}

/** Choose a file, check what it becomes, import it, read what was done. */
export function ImportWizard({ preview, run }: { preview: PreviewImport; run: RunImport }) {
  const [step, setStep] = useState<Step>({ name: "choose" });
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, startWork] = useTransition();
  const headingRef = useRef<HTMLDivElement>(null);

  /** The focus follows the step, so that a screen reader begins at what is new. */
  function show(next: Step) {
    setProblem(null);
    setStep(next);
    requestAnimationFrame(() => headingRef.current?.focus());
  }

  function check(file: File, mapping: ImportMapping | null) {
    startWork(async () => {
      const answer = await preview(formOf(file, mapping)).catch(() => null);
      if (answer?.ok) {
        show({ name: "check", file, preview: answer.preview, mapping: answer.preview.mapping });
      } else setProblem(answer?.message ?? UNREACHABLE);
    });
  }

  function store(file: File, mapping: ImportMapping) {
    startWork(async () => {
      const answer = await run(formOf(file, mapping)).catch(() => null);
      if (answer?.ok) show({ name: "done", report: answer.report });
      else setProblem(answer?.message ?? UNREACHABLE);
    });
  }

  return (
    <div ref={headingRef} tabIndex={-1} aria-busy={isBusy} className="grid gap-6 outline-none">
      {problem ? <Alert tone="error">{problem}</Alert> : null}
      {step.name === "choose" ? (
        <FileDrop isBusy={isBusy} onFile={(file) => check(file, null)} />
      ) : null}
      {step.name === "check" ? (
        <Check
          step={step}
          isBusy={isBusy}
          onMapping={(mapping) => setStep({ ...step, mapping })}
          onRecheck={() => check(step.file, step.mapping)}
          onStore={() => store(step.file, step.mapping)}
          onBack={() => show({ name: "choose" })}
        />
      ) : null}
      {step.name === "done" ? <ImportResult report={step.report} /> : null}
    </div>
  );
}

function Check({
  step: { file, preview, mapping },
  isBusy,
  onMapping,
  onRecheck,
  onStore,
  onBack,
}: {
  step: Extract<Step, { name: "check" }>;
  isBusy: boolean;
  onMapping: (mapping: ImportMapping) => void;
  onRecheck: () => void;
  onStore: () => void;
  onBack: () => void;
}) {
  const isStale = mapping !== preview.mapping;
  const missing = preview.fields.filter(
    ({ key, isRequired }) => isRequired && typeof mapping[key] !== "number",
  );
  const rows = preview.rowCount.toLocaleString("en");
  return (
    <div className="grid gap-8">
      <p className="text-body">
        <strong className="font-medium">{file.name}</strong>: {preview.kindLabel.toLowerCase()},{" "}
        {rows} rows.
      </p>
      {preview.warnings.map((warning) => (
        <Alert key={warning}>{warning}</Alert>
      ))}
      <Section id="import-mapping" title="Columns" note={`${preview.columns.length} in the file`}>
        <MappingTable
          fields={preview.fields}
          columns={preview.columns}
          mapping={mapping}
          onChange={onMapping}
        />
      </Section>
      <Section id="import-preview" title="Preview" note="first rows">
        {isStale ? (
          <p className="pt-3 text-body">
            You changed the columns.{" "}
            <Button size="sm" onClick={onRecheck} disabled={isBusy} className="ml-1">
              Update the preview
            </Button>
          </p>
        ) : (
          <PreviewTable fields={preview.fields} mapping={mapping} rows={preview.rows} />
        )}
      </Section>
      {preview.errors.length > 0 && !isStale ? (
        <Section id="import-problems" title="Rows that would be left out">
          <ImportErrors errors={preview.errors} />
        </Section>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          onClick={onStore}
          disabled={isBusy || isStale || missing.length > 0}
        >
          {isBusy ? "Working…" : `Import ${rows} rows`}
        </Button>
        <Button variant="quiet" onClick={onBack} disabled={isBusy}>
          Another file
        </Button>
        {missing.length > 0 ? (
          <p className="text-table text-ink-muted">
            Still without a column: {missing.map(({ label }) => label).join(", ")}.
          </p>
        ) : null}
      </div>
    </div>
  );
}
