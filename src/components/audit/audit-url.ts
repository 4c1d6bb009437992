import { type AuditFilter, auditFilterSchema } from "#lib/audit/schema.ts";

export type SearchParams = Record<string, string | string[] | undefined>;

export const AUDIT_FILTERS = ["actor", "action", "from", "to"] as const;
export type AuditUrlFilters = Partial<Record<(typeof AUDIT_FILTERS)[number], string>>;

export const AUDIT_PATH = "/settings/audit";

/** The filters that the page's address names; what is not right in an edited one is left out. */
export function readAuditUrl(params: SearchParams): AuditUrlFilters {
  return Object.fromEntries(
    AUDIT_FILTERS.flatMap((name) => {
      const text = params[name];
      const read = auditFilterSchema.shape[name].safeParse(text);
      return typeof text === "string" && read.success && read.data !== undefined
        ? [[name, read.data]]
        : [];
    }),
  );
}

/** An address of the page, or of the export, with these filters. */
export function auditHref(
  path: string,
  filters: AuditFilter,
  extra: Record<string, string> = {},
): string {
  const query = new URLSearchParams();
  for (const [name, text] of Object.entries({ ...filters, ...extra })) {
    if (text !== undefined) query.set(name, text);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
