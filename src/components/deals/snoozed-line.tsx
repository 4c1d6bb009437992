"use client";

import { BellOff } from "lucide-react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { dateText, type ViewClock } from "#components/ui/moment-words.ts";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Says until when and why a deal is snoozed; with an action, it can be woken. */
export function SnoozedLine({
  until,
  reason,
  wake,
  clock,
}: {
  /** `YYYY-MM-DD` in the workspace's zone. */
  until: string;
  reason: string | null;
  wake: FormAction | null;
  clock: ViewClock;
}) {
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-line-strong bg-sunken px-3 py-2 text-body">
      <p className="flex min-w-0 items-start gap-2">
        <BellOff aria-hidden strokeWidth={1.5} className="mt-[3px] size-4 shrink-0" />
        <span className="min-w-0 break-words">
          Snoozed until <time dateTime={until}>{dateText(until, clock)}</time>
          {reason ? `: ${reason}` : null}
        </span>
      </p>
      {wake ? (
        <ActionForm action={wake} label="Wake this deal" className="ml-auto">
          {() => (
            <SubmitButton size="sm" variant="secondary" pendingLabel="Waking…">
              Wake
            </SubmitButton>
          )}
        </ActionForm>
      ) : null}
    </div>
  );
}
