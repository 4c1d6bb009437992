"use client";

import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { NotificationSettingsDto } from "#lib/notifications/schema.ts";

const FREQUENCIES = [
  { value: "off", label: "Never" },
  { value: "daily", label: "Every day" },
  { value: "weekly", label: "Once a week" },
];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
  (label, index) => ({ value: String(index + 1), label }),
);
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

/** How often the digest comes, and when: only what the choice leaves open is asked. */
export function DigestFields({ digest }: Pick<NotificationSettingsDto, "digest">) {
  const [frequency, setFrequency] = useState<string>(digest.frequency);
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field id="digest-frequency" name="frequency" label="How often">
        {(control) => (
          <Select
            {...control}
            options={FREQUENCIES}
            defaultValue={digest.frequency}
            onChange={(event) => setFrequency(event.target.value)}
          />
        )}
      </Field>
      {frequency === "weekly" ? (
        <Field id="digest-weekday" name="weekday" label="On">
          {(control) => (
            <Select {...control} options={WEEKDAYS} defaultValue={String(digest.weekday)} />
          )}
        </Field>
      ) : (
        <input type="hidden" name="weekday" value={digest.weekday} />
      )}
      {frequency === "off" ? (
        <input type="hidden" name="hour" value={digest.hour} />
      ) : (
        <Field id="digest-hour" name="hour" label="At">
          {(control) => <Select {...control} options={HOURS} defaultValue={String(digest.hour)} />}
        </Field>
      )}
    </div>
  );
}
