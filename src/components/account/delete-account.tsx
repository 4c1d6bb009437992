"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Says what goes and has the address typed. The action receives `confirm` and leads away. */
export function DeleteAccount({
  action,
  email,
  consequences,
}: {
  action: FormAction;
  email: string;
  /** In sentences. */
  consequences: readonly string[];
}) {
  return (
    <Modal
      title="Delete your account?"
      trigger={{ variant: "danger", size: "sm", children: "Delete account" }}
    >
      <ul className="grid list-disc gap-1 pl-5 text-body">
        {consequences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="text-body">This cannot be undone.</p>
      <ActionForm action={action} label="Delete account" className="grid gap-4">
        {({ errors, values }) => (
          <>
            <Field
              id="account-confirm"
              name="confirm"
              label={`Type ${email} to confirm`}
              error={errors?.confirm}
              required
            >
              {(control) => (
                <Input {...control} autoComplete="off" defaultValue={values?.confirm ?? ""} />
              )}
            </Field>
            <SubmitButton variant="danger" pendingLabel="Deleting…" className="justify-self-end">
              Delete account
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </Modal>
  );
}
