"use client";

import { useRef, useState, useTransition } from "react";
import { FileDrop } from "#components/imports/file-drop.tsx";
import { ImportCheck } from "#components/imports/import-check.tsx";
import { ImportResult } from "#components/imports/import-result.tsx";
import {
  type ImportPreviewView,
  type ImportReportView,
  importForm,
  type PreviewImport,
  type RunImport,
} from "#components/imports/import-view.ts";
import { Alert } from "#components/ui/alert.tsx";
import type { ImportOptions } from "#lib/imports/schema.ts";

type Step =
  | { name: "choose" }
  | { name: "check"; file: File; preview: ImportPreviewView; options: ImportOptions }
  | { name: "done"; report: ImportReportView };

const UNREACHABLE =
  "The server did not answer. If it stopped in the middle, import the same file again: what was stored already is recognised.";

/** Choose a file, check what it becomes, import it, read what was done. */
export function ImportWizard({ preview, run }: { preview: PreviewImport; run: RunImport }) {
  const [step, setStep] = useState<Step>({ name: "choose" });
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, startWork] = useTransition();
  const stepRef = useRef<HTMLDivElement>(null);

  /** The focus follows the step, so that a screen reader begins at what is new. */
  function show(next: Step) {
    setProblem(null);
    setStep(next);
    requestAnimationFrame(() => stepRef.current?.focus());
  }

  function check(file: File, options: ImportOptions) {
    startWork(async () => {
      const answer = await preview(importForm(file, options)).catch(() => null);
      if (answer?.ok) show({ name: "check", file, preview: answer.preview, options });
      else setProblem(answer?.message ?? UNREACHABLE);
    });
  }

  function store(file: File, options: ImportOptions) {
    startWork(async () => {
      const answer = await run(importForm(file, options)).catch(() => null);
      if (answer?.ok) show({ name: "done", report: answer.report });
      else setProblem(answer?.message ?? UNREACHABLE);
    });
  }

  return (
    <div ref={stepRef} tabIndex={-1} aria-busy={isBusy} className="grid gap-6 outline-none">
      {problem ? <Alert tone="error">{problem}</Alert> : null}
      {step.name === "choose" ? (
        <FileDrop isBusy={isBusy} onFile={(file) => check(file, {})} />
      ) : null}
      {step.name === "check" ? (
        <ImportCheck
          fileName={step.file.name}
          preview={step.preview}
          options={step.options}
          isBusy={isBusy}
          onRecheck={(options) => check(step.file, options)}
          onStore={() => store(step.file, step.options)}
          onBack={() => show({ name: "choose" })}
        />
      ) : null}
      {step.name === "done" ? <ImportResult report={step.report} /> : null}
    </div>
  );
}
