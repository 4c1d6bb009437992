"use client";

import { BellOff } from "lucide-react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Asks until when and why a deal is left in peace. The action receives `until` and `reason`. */
export function SnoozeDeal({
  action,
  days,
  until,
  reason,
}: {
  action: FormAction;
  /** The days that may be chosen, and the one that is offered. */
  days: { first: string; last: string; offered: string };
  /** As the deal is snoozed now. */
  until: string | null;
  reason: string | null;
}) {
  return (
    <Modal
      title="Snooze this deal"
      trigger={{
        children: (
          <>
            <BellOff aria-hidden strokeWidth={1.5} />
            Snooze
          </>
        ),
      }}
    >
      <p className="text-body">
        Until that day it is off the worklist, and nobody is told of its risk or of actions that are
        overdue. Its score goes on.
      </p>
      <ActionForm action={action} label="Snooze deal" className="grid gap-3">
        {({ errors, values }) => (
          <>
            <Field id="snooze-until" name="until" label="Until" required error={errors?.until}>
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  min={days.first}
                  max={days.last}
                  defaultValue={values?.until ?? until ?? days.offered}
                />
              )}
            </Field>
            <Field
              id="snooze-reason"
              name="reason"
              label="Because"
              hint="Your colleagues see it."
              required
              error={errors?.reason}
            >
              {(control) => (
                <Textarea
                  {...control}
                  maxLength={500}
                  placeholder="Their buyer is on leave until then"
                  defaultValue={values?.reason ?? reason ?? ""}
                />
              )}
            </Field>
            <SubmitButton pendingLabel="Saving…" className="justify-self-end">
              Snooze
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </Modal>
  );
}
