"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** What happens next and by when. The action receives `nextStep`, `nextStepDueOn`, `version`. */
export function NextStepForm({
  action,
  version,
  nextStep,
  nextStepDueOn,
}: {
  action: FormAction;
  version: number;
  nextStep: string | null;
  nextStepDueOn: string | null;
}) {
  return (
    <ActionForm action={action} label="Next step" className="grid gap-3">
      {({ errors, values }) => (
        <>
          <input type="hidden" name="version" value={version} />
          <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
            <Field id="next-step" name="nextStep" label="Next step" error={errors?.nextStep}>
              {(control) => (
                <Input
                  {...control}
                  maxLength={1000}
                  placeholder="Send the revised offer"
                  defaultValue={values?.nextStep ?? nextStep ?? ""}
                />
              )}
            </Field>
            <Field
              id="next-step-due"
              name="nextStepDueOn"
              label="Due"
              error={errors?.nextStepDueOn}
            >
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  defaultValue={values?.nextStepDueOn ?? nextStepDueOn ?? ""}
                />
              )}
            </Field>
          </div>
          <SubmitButton
            size="sm"
            variant="secondary"
            pendingLabel="Saving…"
            className="justify-self-start"
          >
            Save next step
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
