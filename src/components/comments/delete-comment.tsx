"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

/** Asks before a comment loses its words. The action receives `commentId`. */
export function DeleteComment({ action, commentId }: { action: FormAction; commentId: string }) {
  return (
    <Modal
      title="Delete this comment?"
      trigger={{ variant: "quiet", size: "sm", children: "Delete" }}
    >
      <p className="text-body">
        Its words go for everybody; that there was a comment stays visible. This cannot be undone.
      </p>
      <ActionForm action={action} label="Delete comment" className="grid gap-3">
        {() => (
          <>
            <input type="hidden" name="commentId" value={commentId} />
            <SubmitButton variant="danger" pendingLabel="Deleting…" className="justify-self-end">
              Delete comment
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </Modal>
  );
}
