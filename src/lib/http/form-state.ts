/**
 * What a form's action answers, and what the form keeps between submissions.
 * `errors` is keyed by field name; `values` gives the typed text back, so that nothing is lost
 * when the server refuses it.
 */
export type FormState = {
  ok: boolean;
  message?: string;
  errors?: Record<string, string>;
  values?: Record<string, string>;
  /** What the person gets to see this once, such as the secret of a new webhook. */
  secret?: string;
};

export const EMPTY_FORM_STATE: FormState = { ok: false };

/** Signature shared by all actions that a form calls through `useActionState`. */
export type FormAction = (state: FormState, formData: FormData) => Promise<FormState>;
