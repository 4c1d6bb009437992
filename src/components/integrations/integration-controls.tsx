"use client";

import { RefreshCw, Unplug } from "lucide-react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

export function SyncNow({ action, label }: { action: FormAction; label: string }) {
  return (
    <ActionForm action={action} label={`Sync with ${label}`} className="grid gap-2">
      {() => (
        <SubmitButton variant="primary" pendingLabel="Starting…" className="justify-self-start">
          <RefreshCw aria-hidden strokeWidth={1.5} />
          Sync now
        </SubmitButton>
      )}
    </ActionForm>
  );
}

export function SyncSettings({
  action,
  syncEnabled,
  writeBack,
  canWriteBack,
  what,
}: {
  action: FormAction;
  syncEnabled: boolean;
  writeBack: boolean;
  canWriteBack: boolean;
  /** What is written back: "Stage, value, …" or "Meetings planned here". */
  what: string;
}) {
  return (
    <ActionForm action={action} label="Sync settings" className="grid gap-3">
      {() => (
        <>
          <label className="flex items-start gap-2 text-body">
            <input
              type="checkbox"
              name="syncEnabled"
              defaultChecked={syncEnabled}
              className="mt-1 size-4"
            />
            Sync by itself, every 15 minutes
          </label>
          <label className="flex items-start gap-2 text-body">
            <input
              type="checkbox"
              name="writeBack"
              defaultChecked={writeBack}
              disabled={!canWriteBack}
              className="mt-1 size-4"
            />
            <span>
              Write back
              <span className="block text-label text-ink-muted">{what}</span>
            </span>
          </label>
          <SubmitButton
            variant="secondary"
            size="sm"
            pendingLabel="Saving…"
            className="justify-self-start"
          >
            Save
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function Disconnect({ action, label }: { action: FormAction; label: string }) {
  return (
    <Modal
      title={`Disconnect ${label}?`}
      trigger={{
        variant: "danger",
        size: "sm",
        children: (
          <>
            <Unplug aria-hidden strokeWidth={1.5} />
            Disconnect
          </>
        ),
      }}
    >
      <p className="text-body">
        The credentials are deleted at once. What was synced stays, with all its history; it is just
        no longer kept up to date.
      </p>
      <ActionForm action={action} label={`Disconnect ${label}`} className="grid gap-3">
        {() => (
          <SubmitButton variant="danger" pendingLabel="Disconnecting…" className="justify-self-end">
            Disconnect
          </SubmitButton>
        )}
      </ActionForm>
    </Modal>
  );
}
