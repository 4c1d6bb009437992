"use client";

import { Check } from "lucide-react";
import { useFormStatus } from "react-dom";
import { ActionForm } from "#components/ui/action-form.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { isClosedStage, STAGE_LABELS, STAGES, type Stage } from "#lib/deals/stages.ts";
import type { FormAction } from "#lib/http/form-state.ts";

/** The pipeline as a line of buttons: shows where the deal stands and moves it there. */
export function StageStepper({
  action,
  version,
  stage,
  readOnly = false,
}: {
  /** Receives `stage` and `version`. */
  action: FormAction;
  version: number;
  stage: Stage;
  readOnly?: boolean;
}) {
  return (
    <ActionForm action={action} label="Stage" className="grid gap-2">
      {() => (
        <>
          <input type="hidden" name="version" value={version} />
          <StageButtons stage={stage} readOnly={readOnly} />
        </>
      )}
    </ActionForm>
  );
}

function StageButtons({ stage, readOnly }: { stage: Stage; readOnly: boolean }) {
  const { pending } = useFormStatus();
  const position = STAGES.indexOf(stage);
  return (
    <ol className="flex max-w-3xl flex-wrap gap-y-1">
      {STAGES.map((candidate, index) => {
        const isCurrent = candidate === stage;
        const isPassed = index < position && !isClosedStage(candidate);
        return (
          <li
            key={candidate}
            className={classNames("min-w-24 grow basis-0", candidate === "closed_won" && "md:ml-3")}
          >
            <button
              type="submit"
              name="stage"
              value={candidate}
              disabled={isCurrent || readOnly}
              aria-disabled={pending}
              aria-current={isCurrent ? "step" : undefined}
              className={classNames(
                "flex h-9 w-full items-center gap-1.5 border-t-2 pt-0.5 pr-2 text-left text-table whitespace-nowrap transition-colors touch:h-11",
                isCurrent
                  ? "border-ink-strong font-semibold text-ink-strong"
                  : "enabled:hover:border-accent enabled:hover:text-accent",
                !isCurrent &&
                  (isPassed ? "border-ink-muted text-ink" : "border-line-strong text-ink-muted"),
              )}
            >
              {isPassed ? (
                <Check aria-hidden strokeWidth={1.5} className="size-3.5 shrink-0" />
              ) : null}
              {readOnly || isCurrent ? null : <span className="sr-only">Move to </span>}
              {STAGE_LABELS[candidate]}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
