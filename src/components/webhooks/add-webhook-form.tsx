"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { SecretOnce } from "#components/webhooks/secret-once.tsx";
import { WebhookFields } from "#components/webhooks/webhook-fields.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** A new webhook; once it is made, its secret stands above the fields for the next one. */
export function AddWebhookForm({
  action,
  teamId,
}: {
  action: FormAction;
  /** Empty for the person's own workspace. */
  teamId: string;
}) {
  return (
    <ActionForm action={action} label="Add a webhook" className="grid max-w-2xl gap-4 pt-4">
      {(state, round) => (
        <>
          {state.secret ? <SecretOnce id="new-secret" secret={state.secret} /> : null}
          <input type="hidden" name="teamId" value={teamId} />
          <WebhookFields
            id="webhook"
            state={state}
            round={round}
            initial={{ name: "", url: "", events: [] }}
          />
          <SubmitButton pendingLabel="Adding…" className="justify-self-start">
            Add the webhook
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
