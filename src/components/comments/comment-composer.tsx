"use client";

import { lazy, Suspense, useRef, useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Mentionable } from "#lib/comments/mention-text.ts";
import type { FormAction } from "#lib/http/form-state.ts";

// Loaded when somebody is about to write: most visits only read.
const MentionAssist = lazy(() =>
  import("#components/comments/mention-assist.tsx").then((module) => ({
    default: module.MentionAssist,
  })),
);

type ComposerProps = {
  /** Receives `body`, in which colleagues are called by name, and `commentId` for one that is changed. */
  action: FormAction;
  /** Who can see the deal; offered after an "@". */
  people: readonly Mentionable[];
  /** The comment to change, as its author would type it. */
  edited?: { id: string; text: string };
};

/** Where a comment is written, or put into other words. */
export function CommentComposer({ action, people, edited }: ComposerProps) {
  const id = edited ? `edit-${edited.id}` : "new-comment";
  return (
    <ActionForm
      action={action}
      label={edited ? "Change comment" : "New comment"}
      className="grid gap-2"
    >
      {({ errors, values }, round) => (
        <>
          {edited ? <input type="hidden" name="commentId" value={edited.id} /> : null}
          <Field
            id={id}
            name="body"
            label={edited ? "Change your comment" : "Comment"}
            hideLabel
            required
            hint={people.length > 1 ? "@ names a colleague, who is told" : undefined}
            error={errors?.body}
          >
            {(control) => (
              <MentionField
                key={round}
                control={control}
                people={people}
                initial={values?.body ?? edited?.text ?? ""}
              />
            )}
          </Field>
          <SubmitButton
            size="sm"
            variant={edited ? "secondary" : "primary"}
            pendingLabel="Saving…"
            className="justify-self-start"
          >
            {edited ? "Save comment" : "Comment"}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

function MentionField({
  control,
  people,
  initial,
}: {
  control: { id: string; name: string };
  people: readonly Mentionable[];
  initial: string;
}) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const [field, setField] = useState<HTMLTextAreaElement | null>(null);
  return (
    <div className="relative">
      <Textarea
        {...control}
        ref={ref}
        rows={2}
        placeholder="Write to your colleagues"
        defaultValue={initial}
        onFocus={() => setField(ref.current)}
      />
      {field && people.length > 1 ? (
        <Suspense>
          <MentionAssist field={field} people={people} />
        </Suspense>
      ) : null}
    </div>
  );
}
