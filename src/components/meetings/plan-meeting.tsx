"use client";

import { CalendarPlus } from "lucide-react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Plans a meeting for a deal. Times are local ones of the workspace's zone. */
export function PlanMeeting({
  action,
  timeZone,
  start,
  guest,
}: {
  action: FormAction;
  timeZone: string;
  /** Proposed start, `YYYY-MM-DDTHH:mm`. */
  start: string;
  /** Address of the deal's contact. */
  guest: string | null;
}) {
  return (
    <Modal
      title="Plan a meeting"
      trigger={{
        size: "sm",
        children: (
          <>
            <CalendarPlus aria-hidden strokeWidth={1.5} />
            Plan a meeting
          </>
        ),
      }}
    >
      <ActionForm action={action} label="Plan a meeting" className="grid gap-3">
        {({ errors, values }) => (
          <>
            <Field id="meeting-title" name="title" label="Title" error={errors?.title} required>
              {(control) => <Input {...control} maxLength={500} defaultValue={values?.title} />}
            </Field>
            <Field
              id="meeting-start"
              name="startsAt"
              label="Start"
              hint={`Time zone: ${timeZone}`}
              error={errors?.startsAt}
              required
            >
              {(control) => (
                <Input
                  {...control}
                  type="datetime-local"
                  defaultValue={values?.startsAt ?? start}
                />
              )}
            </Field>
            <Field id="meeting-minutes" name="minutes" label="Minutes" error={errors?.minutes}>
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  min={5}
                  max={1440}
                  step={5}
                  defaultValue={values?.minutes ?? "30"}
                />
              )}
            </Field>
            <Field
              id="meeting-attendees"
              name="attendees"
              label="Guests"
              optional
              hint="Addresses, separated by commas"
              error={errors?.attendees}
            >
              {(control) => (
                <Input {...control} defaultValue={values?.attendees ?? guest ?? undefined} />
              )}
            </Field>
            <Field
              id="meeting-description"
              name="description"
              label="Description"
              optional
              error={errors?.description}
            >
              {(control) => <Textarea {...control} rows={3} defaultValue={values?.description} />}
            </Field>
            <SubmitButton pendingLabel="Planning…" className="justify-self-end">
              Plan meeting
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </Modal>
  );
}
