"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Asks who is to be owner in the reader's place. The action receives `userId`. */
export function TransferOwnership({
  action,
  teamName,
  people,
}: {
  action: FormAction;
  teamName: string;
  people: readonly SelectOption[];
}) {
  return (
    <Modal
      title={`Hand ${teamName} over?`}
      trigger={{ variant: "secondary", size: "sm", children: "Transfer ownership" }}
    >
      <ActionForm action={action} label="Transfer ownership" className="grid gap-4">
        {({ errors }) => (
          <>
            <Field id="transfer-user" name="userId" label="New owner" error={errors?.userId}>
              {(control) => <Select {...control} options={people} />}
            </Field>
            <p className="text-body">
              You stay in the team as admin. Only an owner can make you one again.
            </p>
            <SubmitButton
              variant="danger"
              pendingLabel="Handing over…"
              className="justify-self-end"
            >
              Transfer ownership
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </Modal>
  );
}
