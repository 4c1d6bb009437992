"use client";

import { useState } from "react";
import { EVENT_LABELS } from "#components/deals/event-labels.ts";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import {
  DEFAULT_DIRECTION,
  isTouchpointType,
  TOUCHPOINT_TYPES,
  type TouchpointType,
} from "#lib/deals/event-types.ts";
import type { FormAction, FormState } from "#lib/http/form-state.ts";

const TYPE_OPTIONS = TOUCHPOINT_TYPES.map((type) => ({ value: type, label: EVENT_LABELS[type] }));

const DIRECTION_OPTIONS = [
  { value: "two_way", label: "Both spoke" },
  { value: "inbound", label: "The customer reached out" },
  { value: "outbound", label: "We reached out, no answer" },
];

/** Types whose direction the reporter knows and the type does not say. */
function asksDirection(type: TouchpointType): boolean {
  return DEFAULT_DIRECTION[type] === "two_way" || type === "other";
}

/**
 * Logs one touchpoint: what, when, who reached out, a note. The action receives `type`,
 * `occurredAt` (local date and time in the workspace's zone; empty means now), `direction`, `note`.
 */
export function TouchpointForm({
  action,
  latest,
  initialType = "call",
}: {
  action: FormAction;
  /** Now in the workspace's zone as `YYYY-MM-DDTHH:mm`: nothing can be logged ahead of it. */
  latest: string;
  initialType?: TouchpointType;
}) {
  return (
    <ActionForm action={action} label="Log a touchpoint" className="grid gap-3">
      {({ errors, values }, round) => (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <KindFields
              key={round}
              initial={values?.type && isTouchpointType(values.type) ? values.type : initialType}
              initialDirection={values?.direction ?? "two_way"}
              errors={errors}
            />
            <Field
              id="touchpoint-when"
              name="occurredAt"
              label="When"
              className="sm:col-span-2"
              hint="Empty means now"
              error={errors?.occurredAt}
            >
              {(control) => (
                <Input
                  {...control}
                  type="datetime-local"
                  max={latest}
                  defaultValue={values?.occurredAt}
                />
              )}
            </Field>
          </div>
          <Field id="touchpoint-note" name="note" label="Note" optional error={errors?.note}>
            {(control) => (
              <Textarea {...control} rows={2} maxLength={10000} defaultValue={values?.note} />
            )}
          </Field>
          <SubmitButton size="sm" pendingLabel="Logging…" className="justify-self-start">
            Log touchpoint
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

function KindFields({
  initial,
  initialDirection,
  errors,
}: {
  initial: TouchpointType;
  initialDirection: string;
  errors: FormState["errors"];
}) {
  const [type, setType] = useState(initial);
  return (
    <>
      <Field id="touchpoint-type" name="type" label="What" error={errors?.type}>
        {(control) => (
          <Select
            {...control}
            options={TYPE_OPTIONS}
            defaultValue={initial}
            onChange={({ target }) => {
              if (isTouchpointType(target.value)) setType(target.value);
            }}
          />
        )}
      </Field>
      {asksDirection(type) ? (
        <Field id="touchpoint-direction" name="direction" label="Who" error={errors?.direction}>
          {(control) => (
            <Select {...control} options={DIRECTION_OPTIONS} defaultValue={initialDirection} />
          )}
        </Field>
      ) : null}
    </>
  );
}
