"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { SecretOnce } from "#components/webhooks/secret-once.tsx";
import { WebhookFields, type WebhookFormValues } from "#components/webhooks/webhook-fields.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Sends a test event and says beside it what the endpoint answered. */
export function TestWebhook({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} label="Send a test event" className="grid max-w-prose gap-2">
      {() => (
        <SubmitButton
          variant="primary"
          size="sm"
          pendingLabel="Sending…"
          className="justify-self-start"
        >
          Send a test event
        </SubmitButton>
      )}
    </ActionForm>
  );
}

export function SwitchWebhook({ action, isActive }: { action: FormAction; isActive: boolean }) {
  return (
    <ActionForm action={action} label={isActive ? "Pause" : "Make active"} className="grid gap-2">
      {() => (
        <>
          <input type="hidden" name="isActive" value={String(!isActive)} />
          <SubmitButton
            variant="secondary"
            size="sm"
            pendingLabel={isActive ? "Pausing…" : "Making active…"}
          >
            {isActive ? "Pause" : "Make active"}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

export function EditWebhook({
  action,
  initial,
}: {
  action: FormAction;
  initial: WebhookFormValues;
}) {
  return (
    <Modal
      title="Change this webhook"
      trigger={{ variant: "secondary", size: "sm", children: "Change" }}
    >
      <ActionForm action={action} label="Change this webhook" className="grid gap-4">
        {(state, round) => (
          <>
            <WebhookFields id="edit-webhook" state={state} round={round} initial={initial} />
            <SubmitButton pendingLabel="Saving…" className="justify-self-end">
              Save
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </Modal>
  );
}

export function RotateSecret({ action }: { action: FormAction }) {
  return (
    <Modal
      title="Rotate the secret?"
      trigger={{ variant: "secondary", size: "sm", children: "Rotate the secret" }}
    >
      <ActionForm action={action} label="Rotate the secret" className="grid gap-3">
        {({ secret }) =>
          secret ? (
            <SecretOnce id="rotated-secret" secret={secret} />
          ) : (
            <>
              <p className="text-body">
                You get a new secret. For 24 hours messages are signed with both, so that your
                receiver can change over without missing one; then the old one ends. If the old one
                has leaked, rotate twice: that ends it at once.
              </p>
              <SubmitButton pendingLabel="Rotating…" className="justify-self-end">
                Rotate the secret
              </SubmitButton>
            </>
          )
        }
      </ActionForm>
    </Modal>
  );
}

export function DeleteWebhook({ action, name }: { action: FormAction; name: string }) {
  return (
    <Modal
      title={`Delete ${name}?`}
      trigger={{ variant: "danger", size: "sm", children: "Delete" }}
    >
      <p className="text-body">
        Nothing more is sent there, what waits is dropped, and the log of its deliveries goes.
      </p>
      <ActionForm action={action} label={`Delete ${name}`} className="grid gap-3">
        {() => (
          <SubmitButton variant="danger" pendingLabel="Deleting…" className="justify-self-end">
            Delete
          </SubmitButton>
        )}
      </ActionForm>
    </Modal>
  );
}
