"use client";

import { Trash2 } from "lucide-react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Asks before a deal and its history go. The action receives `version` and redirects. */
export function DeleteDeal({
  action,
  name,
  version,
}: {
  action: FormAction;
  name: string;
  version: number;
}) {
  return (
    <Modal
      title="Delete this deal?"
      trigger={{
        variant: "danger",
        children: (
          <>
            <Trash2 aria-hidden strokeWidth={1.5} />
            Delete
          </>
        ),
      }}
    >
      <p className="text-body">
        <strong className="font-medium">{name}</strong> leaves every list, sum and norm; its audit
        trail is kept. If the deal is lost, move it to Closed lost instead: lost deals are what the
        team's norms learn from.
      </p>
      <ActionForm action={action} label="Delete deal" className="grid gap-3">
        {() => (
          <>
            <input type="hidden" name="version" value={version} />
            <SubmitButton variant="danger" pendingLabel="Deleting…" className="justify-self-end">
              Delete deal
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </Modal>
  );
}
