"use client";

import type { ImportPreviewView } from "#components/imports/import-view.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { isStage, STAGE_LABELS, STAGES } from "#lib/deals/stages.ts";
import type { ImportOptions } from "#lib/imports/schema.ts";

const STAGE_OPTIONS = [
  { value: "", label: "By status, else left out" },
  ...STAGES.map((stage) => ({ value: stage, label: STAGE_LABELS[stage] })),
];

/** How dates, amounts and unknown stages are to be read, where the file leaves it open. */
export function ReadingOptions({
  unknownStages,
  options,
  onChange,
}: Pick<ImportPreviewView, "unknownStages"> & {
  options: ImportOptions;
  onChange: (options: ImportOptions) => void;
}) {
  return (
    <div className="grid gap-4 pt-3 sm:grid-cols-2 lg:grid-cols-4">
      <Field id="import-dates" name="dateOrder" label="Dates such as 03/04">
        {(control) => (
          <Select
            {...control}
            value={options.dateOrder ?? ""}
            options={[
              { value: "", label: "As the file suggests" },
              { value: "day_first", label: "Day first: 3 April" },
              { value: "month_first", label: "Month first: 4 March" },
            ]}
            onChange={({ target: { value } }) => {
              const { dateOrder: _, ...rest } = options;
              onChange(
                value === "day_first" || value === "month_first"
                  ? { ...rest, dateOrder: value }
                  : rest,
              );
            }}
          />
        )}
      </Field>
      <Field id="import-decimal" name="decimal" label="Amounts such as 1.234">
        {(control) => (
          <Select
            {...control}
            value={options.decimal ?? ""}
            options={[
              { value: "", label: "As the file suggests" },
              { value: ".", label: "Decimal point: 1,234.50" },
              { value: ",", label: "Decimal comma: 1.234,50" },
            ]}
            onChange={({ target: { value } }) => {
              const { decimal: _, ...rest } = options;
              onChange(value === "." || value === "," ? { ...rest, decimal: value } : rest);
            }}
          />
        )}
      </Field>
      {unknownStages.map(({ name, count }, index) => (
        <Field
          key={name}
          id={`import-stage-${index}`}
          name={`stage-${index}`}
          label={`Stage “${name}”`}
          hint={`${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}`}
        >
          {(control) => (
            <Select
              {...control}
              value={options.stages?.[name] ?? ""}
              options={STAGE_OPTIONS}
              onChange={({ target: { value } }) => {
                const { [name]: _, ...others } = options.stages ?? {};
                onChange({
                  ...options,
                  stages: isStage(value) ? { ...others, [name]: value } : others,
                });
              }}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
