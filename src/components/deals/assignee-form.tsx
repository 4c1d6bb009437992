"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Whose task the deal is. The action receives `assigneeId` (empty for nobody) and `version`. */
export function AssigneeForm({
  action,
  version,
  assignees,
  assigneeId,
}: {
  action: FormAction;
  version: number;
  assignees: readonly SelectOption[];
  assigneeId: string | null;
}) {
  return (
    <ActionForm action={action} label="Assigned to" className="grid gap-2">
      {({ errors, values }) => (
        <>
          <input type="hidden" name="version" value={version} />
          <div className="flex items-end gap-2">
            <Field
              id="deal-assignee"
              name="assigneeId"
              label="Assigned to"
              error={errors?.assigneeId}
              className="grow"
            >
              {(control) => (
                <Select
                  {...control}
                  options={[{ value: "", label: "Nobody" }, ...assignees]}
                  defaultValue={values?.assigneeId ?? assigneeId ?? ""}
                />
              )}
            </Field>
            <SubmitButton variant="secondary" pendingLabel="Assigning…">
              Assign
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
