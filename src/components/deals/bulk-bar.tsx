"use client";

import { Trash2, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { dealCount } from "#components/deals/bulk-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import type { BulkAction } from "#lib/deals/bulk-schema.ts";
import { isStage, STAGE_LABELS, STAGES } from "#lib/deals/stages.ts";

type BulkBarProps = {
  count: number;
  /** People the deals can be given to; nobody in a workspace of one. */
  assignees: readonly SelectOption[];
  /** Gives the reason when it could not be done at all. */
  onAct: (action: BulkAction) => Promise<string | null>;
  onClear: () => void;
};

/** What can be done to the selected rows. Each choice is made in a dialog that says how many it is for. */
export function BulkBar({ count, assignees, onAct, onClear }: BulkBarProps) {
  const deals = dealCount(count);
  return (
    <section
      id="bulk-bar"
      aria-label="Selected deals"
      className="fixed inset-x-0 bottom-14 z-30 flex animate-appear flex-wrap items-center gap-2 border-t border-line-strong bg-raised px-4 py-2 md:bottom-0 md:left-(--rail) md:px-8 print:hidden"
    >
      <p role="status" className="mr-2 font-medium text-ink-strong">
        <span className="figures">{count.toLocaleString("en")}</span>
        <span className="max-md:sr-only"> selected</span>
      </p>
      {assignees.length > 0 ? (
        <Choice title={`Assign ${deals}`} button="Assign…" verb="Assign" onAct={onAct}>
          <Field id="bulk-assignee" name="assigneeId" label="Assign to">
            {(control) => (
              <Select {...control} options={[...assignees, { value: "", label: "Nobody" }]} />
            )}
          </Field>
        </Choice>
      ) : null}
      <Choice title={`Move ${deals}`} button="Move…" verb="Move" onAct={onAct}>
        <Field id="bulk-stage" name="stage" label="Move to">
          {(control) => (
            <Select
              {...control}
              options={STAGES.map((stage) => ({ value: stage, label: STAGE_LABELS[stage] }))}
            />
          )}
        </Field>
      </Choice>
      <Choice
        title={`Delete ${deals}?`}
        button={
          <>
            <Trash2 aria-hidden strokeWidth={1.5} className="max-md:hidden" />
            Delete…
          </>
        }
        verb="Delete"
        isDanger
        onAct={onAct}
      >
        <p className="text-body">
          They leave every list, sum and norm; their audit trails are kept. Deals that are lost are
          better moved to Closed lost: those are what the team's norms learn from.
        </p>
      </Choice>
      <IconButton label="Clear the selection" className="ml-auto" onClick={onClear}>
        <X aria-hidden strokeWidth={1.5} />
      </IconButton>
    </section>
  );
}

function Choice({
  title,
  button,
  verb,
  isDanger = false,
  onAct,
  children,
}: {
  title: string;
  button: ReactNode;
  verb: string;
  isDanger?: boolean;
  onAct: BulkBarProps["onAct"];
  children: ReactNode;
}) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const variant = isDanger ? "danger" : "secondary";
  return (
    <Modal title={title} trigger={{ size: "sm", variant, children: button }}>
      <form
        className="grid gap-4"
        onSubmit={async (event) => {
          event.preventDefault();
          if (isPending) return;
          setPending(true);
          setProblem(await onAct(toAction(new FormData(event.currentTarget))));
          setPending(false);
        }}
      >
        {problem ? <Alert tone="error">{problem}</Alert> : null}
        {children}
        <Button
          type="submit"
          variant={isDanger ? "danger" : "primary"}
          aria-disabled={isPending}
          className="justify-self-end"
        >
          {isPending ? "Working…" : verb}
        </Button>
      </form>
    </Modal>
  );
}

/** The fields of a dialog say which one it was. */
function toAction(form: FormData): BulkAction {
  const assignee = form.get("assigneeId");
  if (assignee !== null) return { type: "assign", assigneeId: String(assignee) || null };
  const stage = String(form.get("stage") ?? "");
  return isStage(stage) ? { type: "stage", stage } : { type: "delete" };
}
