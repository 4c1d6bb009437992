import Link from "next/link";
import { AUDIT_PATH, type AuditUrlFilters } from "#components/audit/audit-url.ts";
import { KIND_LABELS } from "#components/audit/audit-words.ts";
import { AutoSubmitForm } from "#components/ui/auto-submit-form.tsx";
import { Field } from "#components/ui/field.tsx";
import { FoldOnPhone } from "#components/ui/fold-on-phone.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { NOBODY } from "#lib/audit/schema.ts";

/** Narrows the log; every choice is a query parameter (`actor`, `action`, `from`, `to`). */
export function AuditFilters({
  filters,
  actors,
}: {
  filters: AuditUrlFilters;
  actors: readonly { id: string; name: string }[];
}) {
  const people = actors.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="pb-4">
      <FoldOnPhone label="Filter">
        <AutoSubmitForm
          action={AUDIT_PATH}
          label="Filter the audit log"
          state={JSON.stringify(filters)}
          className="flex flex-wrap items-end gap-2"
        >
          <Field id="audit-actor" name="actor" label="Who" className="w-44 max-md:grow">
            {(control) => (
              <Select
                {...control}
                defaultValue={filters.actor ?? ""}
                options={[
                  { value: "", label: "Anyone" },
                  ...people,
                  { value: NOBODY, label: "Nobody: Sentinel" },
                ]}
              />
            )}
          </Field>
          <Field id="audit-action" name="action" label="What" className="w-40 max-md:grow">
            {(control) => (
              <Select
                {...control}
                defaultValue={filters.action ?? ""}
                options={[
                  { value: "", label: "Anything" },
                  ...Object.entries(KIND_LABELS).map(([value, label]) => ({ value, label })),
                ]}
              />
            )}
          </Field>
          <Field id="audit-from" name="from" label="From" className="w-38 max-md:grow">
            {(control) => <Input {...control} type="date" defaultValue={dayIn(filters.from)} />}
          </Field>
          <Field id="audit-to" name="to" label="To" className="w-38 max-md:grow">
            {(control) => <Input {...control} type="date" defaultValue={dayIn(filters.to)} />}
          </Field>
          {Object.keys(filters).length > 0 ? (
            <Link
              href={AUDIT_PATH}
              className="text-link flex h-9 items-center text-table touch:h-11"
            >
              Clear
            </Link>
          ) : null}
        </AutoSubmitForm>
      </FoldOnPhone>
    </div>
  );
}

/** The field takes days; a moment in a link is shown as its day. */
function dayIn(text: string | undefined): string {
  return text?.slice(0, 10) ?? "";
}
