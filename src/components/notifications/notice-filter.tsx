import { AutoSubmitForm } from "#components/ui/auto-submit-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { ToggleChip } from "#components/ui/toggle-chip.tsx";
import { KIND_LABELS, type Kind, NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";

/** Narrows the list; both choices are query parameters (`unread`, `kind`). */
export function NoticeFilter({ unread, kind }: { unread: boolean; kind: Kind | undefined }) {
  return (
    <AutoSubmitForm
      action="/notifications"
      label="Filter notifications"
      state={JSON.stringify({ unread, kind })}
      className="flex flex-wrap items-center gap-2 pb-4"
    >
      <ToggleChip name="unread" value="1" defaultChecked={unread}>
        Unread only
      </ToggleChip>
      <Field id="filter-kind" name="kind" label="Kind" hideLabel className="w-44">
        {(control) => (
          <Select
            {...control}
            defaultValue={kind ?? ""}
            options={[
              { value: "", label: "Every kind" },
              ...NOTIFICATION_KINDS.map((value) => ({ value, label: KIND_LABELS[value] })),
            ]}
          />
        )}
      </Field>
      <noscript>
        <Button type="submit">Apply</Button>
      </noscript>
    </AutoSubmitForm>
  );
}
