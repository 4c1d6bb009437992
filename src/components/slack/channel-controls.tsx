"use client";

import { AddressField, type TestAddress } from "#components/slack/address-field.tsx";
import { EventChoice } from "#components/slack/event-choice.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";
import { tickedEvents } from "#lib/slack/form-fields.ts";
import type { SlackChannelDto } from "#lib/slack/schema.ts";

/** A form of one button that acts on a channel and says beside it what came of that. */
export function ChannelButton({
  action,
  label,
  pendingLabel,
  fields = {},
  children,
}: {
  action: FormAction;
  /** With the channel's name: "Pause #deals". */
  label: string;
  pendingLabel: string;
  fields?: Readonly<Record<string, string>>;
  children: string;
}) {
  return (
    <ActionForm action={action} label={label} className="grid max-w-72 gap-2">
      {() => (
        <>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <SubmitButton
            variant="secondary"
            size="sm"
            pendingLabel={pendingLabel}
            aria-label={label}
          >
            {children}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** Name, events and, where there is a new one, the address of a channel. */
export function EditChannel({
  channel,
  action,
  test,
}: {
  channel: Pick<SlackChannelDto, "id" | "channelName" | "events" | "teamId" | "url">;
  action: FormAction;
  test: TestAddress;
}) {
  const id = (field: string) => `edit-${field}-${channel.id}`;
  return (
    <Modal
      title={`Change ${channel.channelName}`}
      trigger={{ variant: "secondary", size: "sm", children: "Change" }}
    >
      <ActionForm action={action} label={`Change ${channel.channelName}`} className="grid gap-4">
        {({ errors, values }, round) => (
          <>
            <Field
              id={id("name")}
              name="channelName"
              label="Channel"
              error={errors?.channelName}
              required
            >
              {(control) => (
                <Input
                  {...control}
                  maxLength={80}
                  autoComplete="off"
                  defaultValue={values?.channelName ?? channel.channelName}
                />
              )}
            </Field>
            <EventChoice
              key={`events ${round}`}
              id={id("events")}
              chosen={values ? tickedEvents(values) : channel.events}
              error={errors?.events}
            />
            <AddressField
              key={`address ${round}`}
              id={id("url")}
              label={`New address, instead of ${channel.url}`}
              teamId={channel.teamId ?? ""}
              initial={values?.url}
              proof={values?.proof}
              error={errors?.url}
              test={test}
            >
              {() => <SubmitButton pendingLabel="Saving…">Save</SubmitButton>}
            </AddressField>
          </>
        )}
      </ActionForm>
    </Modal>
  );
}

export function DeleteChannel({ name, action }: { name: string; action: FormAction }) {
  return (
    <Modal
      title={`Delete ${name}?`}
      trigger={{ variant: "danger", size: "sm", children: "Delete" }}
    >
      <p className="text-body">
        Nothing is posted there any more, and what waits for it is dropped. The channel in Slack and
        what it has been told stay as they are.
      </p>
      <ActionForm action={action} label={`Delete ${name}`} className="grid gap-3">
        {() => (
          <SubmitButton variant="danger" pendingLabel="Deleting…" className="justify-self-end">
            Delete
          </SubmitButton>
        )}
      </ActionForm>
    </Modal>
  );
}
