import Link from "next/link";
import { type DealFilters, filterSentence } from "#components/deals/deal-filters.ts";
import type { Sort } from "#components/deals/deal-table.tsx";
import { AutoSubmitForm } from "#components/ui/auto-submit-form.tsx";
import { BANDS_BY_SEVERITY, BandShape } from "#components/ui/band-mark.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FoldOnPhone } from "#components/ui/fold-on-phone.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { ToggleChip } from "#components/ui/toggle-chip.tsx";
import { STAGE_LABELS, STAGES } from "#lib/deals/stages.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";

/** Narrows the list; every choice is a query parameter (`q`, `band`, `stage`, `owner`, `minValue`). */
export function FilterBar({
  filters,
  owners,
  currency,
  sort,
}: {
  filters: DealFilters;
  owners: readonly { id: string; name: string }[];
  currency: string;
  /** Kept while the filters change. */
  sort: Sort;
}) {
  const sentence = filterSentence(filters, owners, currency);
  return (
    <div className="grid gap-3 pb-4">
      <FoldOnPhone label="Filter">
        <AutoSubmitForm
          action="/deals"
          label="Filter deals"
          state={JSON.stringify(filters)}
          className="flex flex-wrap items-center gap-x-5 gap-y-2"
        >
          <input type="hidden" name="sort" value={sort.key} />
          <input type="hidden" name="order" value={sort.order} />
          <fieldset className="flex flex-wrap gap-1.5">
            <legend className="sr-only">Risk band</legend>
            {BANDS_BY_SEVERITY.map((band) => (
              <ToggleChip
                key={band}
                name="band"
                value={band}
                defaultChecked={filters.bands.includes(band)}
              >
                <BandShape band={band} className="size-2.5" />
                {BAND_LABELS[band]}
              </ToggleChip>
            ))}
          </fieldset>
          <fieldset className="flex flex-wrap gap-1.5">
            <legend className="sr-only">Stage</legend>
            {STAGES.map((stage) => (
              <ToggleChip
                key={stage}
                name="stage"
                value={stage}
                defaultChecked={filters.stages.includes(stage)}
              >
                {STAGE_LABELS[stage]}
              </ToggleChip>
            ))}
          </fieldset>
          <div className="flex grow flex-wrap items-center gap-2">
            <Field
              id="filter-owner"
              name="owner"
              label="Owner"
              hideLabel
              className="w-36 max-md:grow"
            >
              {(control) => (
                <Select
                  {...control}
                  defaultValue={filters.owner}
                  options={[
                    { value: "", label: "Anyone" },
                    { value: "me", label: "Mine" },
                    ...owners.map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                />
              )}
            </Field>
            <Field
              id="filter-value"
              name="minValue"
              label={`Value from, ${currency}`}
              hideLabel
              className="w-32 max-md:grow"
            >
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  min="0"
                  step="any"
                  inputMode="decimal"
                  placeholder={`from ${currency}`}
                  defaultValue={filters.minValue ?? ""}
                />
              )}
            </Field>
            <Field
              id="filter-q"
              name="q"
              label="Name, company or contact"
              hideLabel
              className="min-w-44 grow md:max-w-64"
            >
              {(control) => (
                <Input
                  {...control}
                  type="search"
                  placeholder="Name, company or contact"
                  defaultValue={filters.q}
                />
              )}
            </Field>
            <Button type="submit" size="md">
              Apply
            </Button>
          </div>
        </AutoSubmitForm>
      </FoldOnPhone>
      {sentence ? (
        <p className="text-body">
          {sentence}{" "}
          <Link href="/deals" className="text-link ml-1 whitespace-nowrap">
            Clear filters
          </Link>
        </p>
      ) : null}
    </div>
  );
}
