"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";

export type TeamFormValues = { name: string; currency: string; timezone: string };

/** Name, currency and time zone of a team, a new one or one that is there. */
export function TeamForm({
  action,
  initial,
  currencies,
  timezones,
  isNew = false,
}: {
  action: FormAction;
  initial: TeamFormValues;
  currencies: readonly string[];
  timezones: readonly string[];
  isNew?: boolean;
}) {
  return (
    <ActionForm action={action} label={isNew ? "New team" : "Team"} className="grid max-w-xl gap-4">
      {({ errors, values }) => {
        const field = (name: keyof TeamFormValues) => ({
          id: `team-${name}`,
          name,
          error: errors?.[name],
        });
        const typed = (name: keyof TeamFormValues) => values?.[name] ?? initial[name];
        return (
          <>
            <Field {...field("name")} label="Name" required>
              {(control) => (
                <Input
                  {...control}
                  maxLength={80}
                  autoComplete="organization"
                  defaultValue={typed("name")}
                />
              )}
            </Field>
            <div className="grid gap-4 sm:grid-cols-[10rem_1fr]">
              <Field {...field("currency")} label="Currency" hint="Of sums; deals keep theirs.">
                {(control) => (
                  <Select
                    {...control}
                    options={currencies.map((code) => ({ value: code, label: code }))}
                    defaultValue={typed("currency")}
                  />
                )}
              </Field>
              <Field {...field("timezone")} label="Time zone" hint="Decides when a day is over.">
                {(control) => (
                  <Select
                    {...control}
                    options={timezones.map((zone) => ({
                      value: zone,
                      label: zone.replaceAll("_", " "),
                    }))}
                    defaultValue={typed("timezone")}
                  />
                )}
              </Field>
            </div>
            <SubmitButton
              pendingLabel={isNew ? "Creating…" : "Saving…"}
              variant={isNew ? "primary" : "secondary"}
              className="justify-self-start"
            >
              {isNew ? "Create team" : "Save"}
            </SubmitButton>
          </>
        );
      }}
    </ActionForm>
  );
}
