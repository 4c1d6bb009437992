import type { z } from "zod";
import type { DealFilters } from "#components/deals/deal-filters.ts";
import type { Sort } from "#components/deals/deal-table.tsx";
import { type DealSort, type ListDealsInput, listDealsSchema } from "#lib/deals/schema.ts";

export type SearchParams = Record<string, string | string[] | undefined>;

const PAGE_SIZE = 50;
/** The order in which a column is sorted when it is chosen first. */
const NATURAL: Record<DealSort, "asc" | "desc"> = {
  priority: "desc",
  risk: "desc",
  value: "desc",
  stage: "asc",
  name: "asc",
  expectedCloseOn: "asc",
  lastActivityAt: "desc",
  updatedAt: "desc",
};

export type DealsUrl = {
  input: ListDealsInput;
  filters: DealFilters;
  sort: Sort;
  isFiltered: boolean;
  /** Back to the first page; null on it. */
  firstHref: string | null;
  nextHref: (cursor: string) => string;
  sortHref: (key: DealSort) => string;
};

/** A map, because a parameter may be called "constructor". */
const fields = new Map<string, z.ZodType>(Object.entries(listDealsSchema.shape));

/**
 * The list's state as its URL says it. Parameters that do not parse are left out rather than turned
 * into an error page: links are edited by hand and outlive what they name.
 */
export function readDealsUrl(searchParams: SearchParams): DealsUrl {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(searchParams)) {
    const text = Array.isArray(value) ? value.join(",") : value;
    const field = fields.get(name);
    if (text && field?.safeParse(text).success) given[name] = text;
  }
  const isNarrowedToStage = "stage" in given;
  const parsed = listDealsSchema.parse({
    ...given,
    limit: PAGE_SIZE,
    status: given.status ?? (isNarrowedToStage ? "all" : "open"),
  });
  const sort: Sort = { key: parsed.sort, order: parsed.order ?? NATURAL[parsed.sort] };
  const hrefWith = (changes: Record<string, string | null>) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...given, ...changes })) {
      if (value !== null) query.set(name, value);
    }
    return query.size > 0 ? `/deals?${query}` : "/deals";
  };
  return {
    input: parsed,
    filters: {
      q: parsed.q ?? "",
      bands: parsed.band ?? [],
      stages: parsed.stage ?? [],
      owner: parsed.owner ?? "",
      minValue: parsed.minValue ?? null,
    },
    sort,
    isFiltered: Object.keys(given).some((name) => !["sort", "order", "cursor"].includes(name)),
    firstHref: parsed.cursor ? hrefWith({ cursor: null }) : null,
    nextHref: (cursor) => hrefWith({ cursor }),
    sortHref: (key) => {
      const flipped = sort.order === "asc" ? "desc" : "asc";
      const order = key === sort.key ? flipped : NATURAL[key];
      return hrefWith({ sort: key, order, cursor: null });
    },
  };
}
