"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Sends everything again that failed since a moment; local times as the browser's field has them. */
export function ReplayForm({
  action,
  initial,
  latest,
}: {
  action: FormAction;
  initial: string;
  latest: string;
}) {
  return (
    <ActionForm action={action} label="Send failed deliveries again" className="grid gap-3 py-3">
      {({ errors, values }) => (
        <div className="flex flex-wrap items-end gap-3">
          <Field id="replay-since" name="since" label="Failed since" error={errors?.since} required>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                max={latest}
                defaultValue={values?.since ?? initial}
              />
            )}
          </Field>
          <SubmitButton variant="secondary" pendingLabel="Sending…">
            Send all again
          </SubmitButton>
        </div>
      )}
    </ActionForm>
  );
}
