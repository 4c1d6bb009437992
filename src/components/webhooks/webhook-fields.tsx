import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { EventChoice } from "#components/webhooks/event-choice.tsx";
import type { FormState } from "#lib/http/form-state.ts";
import { tickedEvents, type WebhookEventName } from "#lib/webhooks/form-fields.ts";

export type WebhookFormValues = { name: string; url: string; events: readonly WebhookEventName[] };

/** Name, address and events of a webhook, a new one or one that is there. */
export function WebhookFields({
  id,
  state: { errors, values, ok },
  round,
  initial,
}: {
  /** Unique on the page. */
  id: string;
  state: FormState;
  round: number;
  initial: WebhookFormValues;
}) {
  const typed = ok ? undefined : values;
  return (
    <>
      <Field id={`${id}-name`} name="name" label="Name" error={errors?.name} required>
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            placeholder="Billing"
            autoComplete="off"
            defaultValue={typed?.name ?? initial.name}
          />
        )}
      </Field>
      <Field
        id={`${id}-url`}
        name="url"
        label="Address"
        hint="Begins with https:// and can be reached from the internet"
        error={errors?.url}
        required
      >
        {(control) => (
          <Input
            {...control}
            inputMode="url"
            maxLength={2048}
            placeholder="https://example.com/hooks"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={typed?.url ?? initial.url}
          />
        )}
      </Field>
      <EventChoice
        key={`events ${round}`}
        id={`${id}-events`}
        chosen={typed ? tickedEvents(typed) : initial.events}
        error={errors?.events}
      />
    </>
  );
}
