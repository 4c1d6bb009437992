"use client";

import { useActionState } from "react";
import { ROLE_LABELS } from "#components/teams/role-labels.ts";
import { Select } from "#components/ui/select.tsx";
import type { Role } from "#lib/access/policy.ts";
import { EMPTY_FORM_STATE, type FormAction } from "#lib/http/form-state.ts";

/** A member's role as a choice that applies at once. The action receives `userId` and `role`. */
export function RoleSelect({
  action,
  userId,
  name,
  role,
  roles,
}: {
  action: FormAction;
  userId: string;
  /** Whose role it is, for assistive technology. */
  name: string;
  role: Role;
  /** Those that the reader may give. */
  roles: readonly Role[];
}) {
  const [state, submit, isPending] = useActionState(action, EMPTY_FORM_STATE);
  return (
    <form action={submit} className="grid gap-1">
      <input type="hidden" name="userId" value={userId} />
      <Select
        name="role"
        aria-label={`Role of ${name}`}
        aria-busy={isPending}
        className="w-28"
        options={roles.map((value) => ({ value, label: ROLE_LABELS[value] }))}
        defaultValue={role}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      />
      {state.message ? (
        <p
          role={state.ok ? "status" : "alert"}
          className={state.ok ? "sr-only" : "max-w-56 text-label text-danger"}
        >
          {state.message}
        </p>
      ) : null}
    </form>
  );
}
