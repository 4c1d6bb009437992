"use client";

import { AddressField, type TestAddress } from "#components/slack/address-field.tsx";
import { EventChoice } from "#components/slack/event-choice.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";
import { USUAL_EVENTS } from "#lib/slack/event-labels.ts";
import { tickedEvents } from "#lib/slack/form-fields.ts";

/** A new channel: name, what it hears, and an address that is tried before it is kept. */
export function AddChannelForm({
  action,
  test,
  teamId,
}: {
  action: FormAction;
  test: TestAddress;
  /** Empty for the person's own workspace. */
  teamId: string;
}) {
  return (
    <ActionForm action={action} label="Add a channel" className="grid max-w-2xl gap-4 pt-4">
      {({ errors, values }, round) => (
        <>
          <input type="hidden" name="teamId" value={teamId} />
          <Field
            id="slack-name"
            name="channelName"
            label="Channel"
            hint="How it is called here; Slack posts where the address leads"
            error={errors?.channelName}
            required
          >
            {(control) => (
              <Input
                {...control}
                maxLength={80}
                placeholder="#deals"
                autoComplete="off"
                defaultValue={values?.channelName ?? ""}
              />
            )}
          </Field>
          <EventChoice
            key={`events ${round}`}
            id="slack-events"
            chosen={values ? tickedEvents(values) : USUAL_EVENTS}
            error={errors?.events}
          />
          <AddressField
            key={`address ${round}`}
            id="slack-url"
            label="Address of its incoming webhook"
            teamId={teamId}
            initial={values?.url}
            proof={values?.proof}
            error={errors?.url}
            required
            test={test}
          >
            {(isTested) => (
              <SubmitButton
                variant={isTested ? "primary" : "secondary"}
                pendingLabel={isTested ? "Adding…" : "Testing and adding…"}
              >
                Add the channel
              </SubmitButton>
            )}
          </AddressField>
        </>
      )}
    </ActionForm>
  );
}
