"use client";

import { type ReactNode, useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { STAGE_LABELS, STAGES } from "#lib/deals/stages.ts";
import type { FormAction } from "#lib/http/form-state.ts";

/** The form's fields, all text as typed. Names are those the action receives. */
export type DealFormValues = {
  name: string;
  company: string;
  companyDomain: string;
  contactName: string;
  contactEmail: string;
  stage: string;
  value: string;
  currency: string;
  expectedCloseOn: string;
  nextStep: string;
  nextStepDueOn: string;
  assigneeId: string;
  teamId: string;
};

type DealFormProps = {
  action: FormAction;
  initial: DealFormValues;
  /** Null while creating; otherwise the version the form was opened with. */
  version: number | null;
  currencies: readonly string[];
  /** People the deal may be assigned to; leave out those the reader may not assign to. */
  assignees: readonly SelectOption[];
  /** Where a new deal may live; a single choice is not asked for. */
  teams: readonly SelectOption[];
  cancelHref: string;
};

/**
 * The form keeps the deal as it was opened, though the page reads itself anew behind it: a version
 * newer than the fields would let it overwrite what a colleague has saved without a word.
 */
export function DealForm(props: DealFormProps) {
  const { initial, version } = props;
  const [opened, setOpened] = useState({ initial, version });
  return (
    <>
      {version === opened.version ? null : (
        <div className="mb-6 max-w-2xl">
          <Alert title="This deal has changed since you opened it">
            <p>The form shows it as it was. What you have typed is lost when it is read again.</p>
            <Button
              variant="secondary"
              size="sm"
              className="mt-2"
              onClick={() => setOpened({ initial, version })}
            >
              Read it again
            </Button>
          </Alert>
        </div>
      )}
      <OpenedForm key={opened.version} {...props} {...opened} />
    </>
  );
}

function OpenedForm(props: DealFormProps) {
  const { action, initial, version, currencies, assignees, teams, cancelHref } = props;
  const isNew = version === null;
  return (
    <ActionForm
      action={action}
      label={isNew ? "New deal" : "Edit deal"}
      className="grid max-w-2xl gap-6"
    >
      {({ errors, values }) => {
        const field = (name: keyof DealFormValues) => ({
          id: `deal-${name}`,
          name,
          error: errors?.[name],
        });
        const typed = (name: keyof DealFormValues) => values?.[name] ?? initial[name];
        return (
          <>
            {isNew ? null : <input type="hidden" name="version" value={version} />}
            <Group title="Deal">
              <Field {...field("name")} label="Name" required className="sm:col-span-2">
                {(control) => <Input {...control} maxLength={500} defaultValue={typed("name")} />}
              </Field>
              <Field {...field("value")} label="Value">
                {(control) => (
                  <Input
                    {...control}
                    inputMode="decimal"
                    placeholder="0"
                    className="text-right tabular-nums"
                    defaultValue={typed("value")}
                  />
                )}
              </Field>
              <Field {...field("currency")} label="Currency">
                {(control) => (
                  <Select
                    {...control}
                    options={currencies.map((code) => ({ value: code, label: code }))}
                    defaultValue={typed("currency")}
                  />
                )}
              </Field>
              {isNew ? (
                <Field {...field("stage")} label="Stage">
                  {(control) => (
                    <Select
                      {...control}
                      options={STAGES.map((stage) => ({
                        value: stage,
                        label: STAGE_LABELS[stage],
                      }))}
                      defaultValue={typed("stage")}
                    />
                  )}
                </Field>
              ) : null}
              <Field {...field("expectedCloseOn")} label="Expected close" optional>
                {(control) => (
                  <Input {...control} type="date" defaultValue={typed("expectedCloseOn")} />
                )}
              </Field>
              {assignees.length > 0 ? (
                <Field {...field("assigneeId")} label="Assigned to" optional>
                  {(control) => (
                    <Select
                      {...control}
                      options={[{ value: "", label: "Nobody" }, ...assignees]}
                      defaultValue={typed("assigneeId")}
                    />
                  )}
                </Field>
              ) : null}
              {isNew && teams.length > 1 ? (
                <Field {...field("teamId")} label="Seen by">
                  {(control) => (
                    <Select {...control} options={teams} defaultValue={typed("teamId")} />
                  )}
                </Field>
              ) : (
                <input type="hidden" name="teamId" value={initial.teamId} />
              )}
            </Group>
            <Group title="Customer">
              <Field {...field("company")} label="Company" optional>
                {(control) => (
                  <Input {...control} maxLength={300} defaultValue={typed("company")} />
                )}
              </Field>
              <Field
                {...field("companyDomain")}
                label="Web domain"
                optional
                hint="Links e-mails and meetings to the deal"
              >
                {(control) => (
                  <Input
                    {...control}
                    maxLength={253}
                    placeholder="acme.com"
                    autoCapitalize="none"
                    defaultValue={typed("companyDomain")}
                  />
                )}
              </Field>
              <Field {...field("contactName")} label="Contact" optional>
                {(control) => (
                  <Input {...control} maxLength={300} defaultValue={typed("contactName")} />
                )}
              </Field>
              <Field {...field("contactEmail")} label="Contact's e-mail" optional>
                {(control) => (
                  <Input
                    {...control}
                    type="email"
                    maxLength={320}
                    defaultValue={typed("contactEmail")}
                  />
                )}
              </Field>
            </Group>
            <Group title="Next step">
              <Field {...field("nextStep")} label="What" optional>
                {(control) => (
                  <Input {...control} maxLength={1000} defaultValue={typed("nextStep")} />
                )}
              </Field>
              <Field {...field("nextStepDueOn")} label="Due" optional>
                {(control) => (
                  <Input {...control} type="date" defaultValue={typed("nextStepDueOn")} />
                )}
              </Field>
            </Group>
            <div className="flex gap-2">
              <SubmitButton pendingLabel="Saving…">
                {isNew ? "Create deal" : "Save changes"}
              </SubmitButton>
              <ButtonLink href={cancelHref} variant="quiet">
                Cancel
              </ButtonLink>
            </div>
          </>
        );
      }}
    </ActionForm>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="w-full border-b border-line-strong pb-2 text-body font-semibold text-ink-strong">
        {title}
      </legend>
      <div className="grid gap-4 pt-4 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}
