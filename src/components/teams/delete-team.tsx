"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Says what goes with the team and has its name typed. The action receives `confirm`. */
export function DeleteTeam({
  action,
  teamName,
  contents,
}: {
  action: FormAction;
  teamName: string;
  /** What is in it, in words: "340 deals", "12 meetings". */
  contents: readonly string[];
}) {
  return (
    <Modal
      title={`Delete ${teamName}?`}
      trigger={{ variant: "danger", size: "sm", children: "Delete team" }}
    >
      <p className="text-body">
        {contents.length > 0 ? (
          <>
            <strong className="font-medium">{list(contents)}</strong> go with it, with every history
            and setting.{" "}
          </>
        ) : null}
        This cannot be undone.
      </p>
      <ActionForm action={action} label={`Delete ${teamName}`} className="grid gap-4">
        {({ errors, values }) => (
          <>
            <Field
              id="delete-confirm"
              name="confirm"
              label={`Type ${teamName} to confirm`}
              error={errors?.confirm}
              required
            >
              {(control) => (
                <Input {...control} autoComplete="off" defaultValue={values?.confirm ?? ""} />
              )}
            </Field>
            <SubmitButton variant="danger" pendingLabel="Deleting…" className="justify-self-end">
              Delete {teamName}
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </Modal>
  );
}

function list(items: readonly string[]): string {
  return new Intl.ListFormat("en").format(items);
}
