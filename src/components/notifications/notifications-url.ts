import type { Kind } from "#lib/notifications/kinds.ts";
import { type ListNotificationsInput, listNotificationsSchema } from "#lib/notifications/schema.ts";

const PAGE_SIZE = 50;

export type NotificationsUrl = {
  input: ListNotificationsInput;
  unread: boolean;
  kind: Kind | undefined;
  isFiltered: boolean;
  /** Back to the first page; null on it. */
  firstHref: string | null;
  nextHref: (cursor: string) => string;
};

/** The list's state as its URL says it; parameters that do not parse are left out. */
export function readNotificationsUrl(
  searchParams: Record<string, string | string[] | undefined>,
): NotificationsUrl {
  const given = new Map<string, string>();
  const { unread, kind, cursor } = listNotificationsSchema.shape;
  for (const [name, field] of Object.entries({ unread, kind, cursor })) {
    const value = searchParams[name];
    if (typeof value === "string" && field.safeParse(value).success) given.set(name, value);
  }
  const input = listNotificationsSchema.parse({ ...Object.fromEntries(given), limit: PAGE_SIZE });
  const hrefWith = (cursor: string | null) => {
    const query = new URLSearchParams([...given].filter(([name]) => name !== "cursor"));
    if (cursor) query.set("cursor", cursor);
    return query.size > 0 ? `/notifications?${query}` : "/notifications";
  };
  return {
    input,
    unread: input.unread === true,
    kind: input.kind,
    isFiltered: given.has("unread") || given.has("kind"),
    firstHref: input.cursor ? hrefWith(null) : null,
    nextHref: hrefWith,
  };
}
