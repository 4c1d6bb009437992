"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "#lib/http/form-state.ts";
import type { ProviderKey } from "#lib/integrations/schema.ts";

type CredentialField = {
  name: string;
  label: string;
  placeholder?: string;
  isSecret?: boolean;
  isOptional?: boolean;
  hint?: string;
};

const FIELDS: Record<ProviderKey, readonly CredentialField[]> = {
  salesforce: [
    {
      name: "instanceUrl",
      label: "Address of your org",
      placeholder: "https://acme.my.salesforce.com",
    },
    { name: "clientId", label: "Client id", isOptional: true },
    { name: "clientSecret", label: "Client secret", isSecret: true, isOptional: true },
    {
      name: "apiKey",
      label: "Access token",
      isSecret: true,
      isOptional: true,
      hint: "Instead of client id and secret; it expires",
    },
  ],
  hubspot: [{ name: "apiKey", label: "Service Key", isSecret: true }],
  google_calendar: [
    { name: "calendarId", label: "Calendar id", placeholder: "team@group.calendar.google.com" },
    { name: "apiKey", label: "API key", isSecret: true, hint: "Reads public calendars only" },
  ],
};

/**
 * The credentials of a provider, tried before they are saved. Secrets are never given back, not even
 * those just typed.
 */
export function ConnectForm({
  provider,
  action,
  teams,
  canWriteBack,
  submitLabel,
}: {
  provider: ProviderKey;
  action: FormAction;
  /** Teams whose deals the records may become; the person's own workspace is always there. */
  teams: readonly { id: string; name: string }[];
  canWriteBack: boolean;
  submitLabel: string;
}) {
  const id = (name: string) => `${provider}-${name}`;
  const options = [
    ...teams.map((team) => ({ value: team.id, label: team.name })),
    { value: "", label: "Only me" },
  ];
  return (
    <ActionForm action={action} label={submitLabel} className="grid max-w-md gap-3">
      {({ errors, values }) => (
        <>
          {FIELDS[provider].map(({ name, label, placeholder, isSecret, isOptional, hint }) => (
            <Field
              key={name}
              id={id(name)}
              name={name}
              label={label}
              optional={isOptional ?? false}
              hint={hint}
              error={errors?.[name]}
            >
              {(control) => (
                <Input
                  {...control}
                  type={isSecret ? "password" : "text"}
                  autoComplete="off"
                  spellCheck={false}
                  placeholder={placeholder}
                  defaultValue={isSecret ? undefined : values?.[name]}
                />
              )}
            </Field>
          ))}
          <Field id={id("teamId")} name="teamId" label="Records belong to" error={errors?.teamId}>
            {(control) => (
              <Select
                {...control}
                options={options}
                defaultValue={values?.teamId ?? teams[0]?.id ?? ""}
              />
            )}
          </Field>
          {canWriteBack ? (
            <label className="flex items-start gap-2 text-body">
              <input
                type="checkbox"
                name="writeBack"
                defaultChecked={values?.writeBack === "on"}
                className="mt-1 size-4"
              />
              <span>
                Write changes back
                <span className="block text-label text-ink-muted">
                  Stage, value, close date and next step changed here are written there. A newer
                  change there wins.
                </span>
              </span>
            </label>
          ) : null}
          <SubmitButton pendingLabel="Trying the credentials…" className="justify-self-start">
            {submitLabel}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
