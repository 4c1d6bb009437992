"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

export type ProfileValues = { name: string; timezone: string; currency: string };

/** Name, time zone and currency of a person. */
export function ProfileForm({
  action,
  initial,
  isNamedHere,
  currencies,
  timezones,
}: {
  action: FormAction;
  initial: ProfileValues;
  /** False where the name comes from the sign-in provider. */
  isNamedHere: boolean;
  currencies: readonly SelectOption[];
  timezones: readonly SelectOption[];
}) {
  return (
    <ActionForm action={action} label="Profile" className="grid max-w-xl gap-4 pt-4">
      {({ errors, values }) => {
        const field = (name: keyof ProfileValues) => ({
          id: `profile-${name}`,
          name,
          error: errors?.[name],
        });
        const typed = (name: keyof ProfileValues) => values?.[name] ?? initial[name];
        return (
          <>
            {isNamedHere ? (
              <Field {...field("name")} label="Name" required>
                {(control) => (
                  <Input
                    {...control}
                    maxLength={120}
                    autoComplete="name"
                    defaultValue={typed("name")}
                  />
                )}
              </Field>
            ) : null}
            <Field
              {...field("timezone")}
              label="Time zone"
              hint="Of your own deals and digests; teams have their own."
            >
              {(control) => (
                <Select {...control} options={timezones} defaultValue={typed("timezone")} />
              )}
            </Field>
            <Field
              {...field("currency")}
              label="Currency"
              hint="Of sums of your own deals; the deals keep theirs."
            >
              {(control) => (
                <Select {...control} options={currencies} defaultValue={typed("currency")} />
              )}
            </Field>
            <SubmitButton pendingLabel="Saving…" variant="secondary" className="justify-self-start">
              Save
            </SubmitButton>
          </>
        );
      }}
    </ActionForm>
  );
}
