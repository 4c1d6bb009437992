"use client";

import { ROLE_LABELS } from "#components/teams/role-labels.ts";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { Role } from "#lib/access/policy.ts";
import type { FormAction } from "#lib/http/form-state.ts";

/** Asks for an address and a role. What was typed stays when the server refuses it. */
export function InviteForm({ action, roles }: { action: FormAction; roles: readonly Role[] }) {
  return (
    <ActionForm action={action} label="Invite somebody" className="grid gap-3 py-4">
      {({ errors, values }) => (
        <div className="flex flex-wrap items-start gap-3">
          <Field
            id="invite-email"
            name="email"
            label="E-mail"
            error={errors?.email}
            required
            className="min-w-60 grow basis-60"
          >
            {(control) => (
              <Input
                {...control}
                type="email"
                autoComplete="off"
                maxLength={320}
                placeholder="ada@example.com"
                defaultValue={values?.email ?? ""}
              />
            )}
          </Field>
          <Field id="invite-role" name="role" label="Role" error={errors?.role} className="w-32">
            {(control) => (
              <Select
                {...control}
                options={roles.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
                defaultValue={values?.role ?? "member"}
              />
            )}
          </Field>
          <SubmitButton pendingLabel="Inviting…" className="mt-5">
            Invite
          </SubmitButton>
        </div>
      )}
    </ActionForm>
  );
}
