import type { BulkUpdateInput } from "#lib/deals/bulk-schema.ts";

/** A bulk change as the fields of a form. Apart from the schema that reads it, for the browser's sake. */
export function bulkForm({ ids, versions = {}, action }: BulkUpdateInput): FormData {
  const form = new FormData();
  const numbers = ids.map((id) => versions[id]);
  form.set("ids", ids.join(","));
  form.set("versions", numbers.includes(undefined) ? "" : numbers.join(","));
  for (const [name, value] of Object.entries(action)) form.set(name, value ?? "");
  return form;
}
