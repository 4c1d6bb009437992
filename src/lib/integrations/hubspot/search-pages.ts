import { OBJECTS } from "#lib/integrations/hubspot/client.ts";
import { type HubSpotObject, objectSchema, pageSchema } from "#lib/integrations/hubspot/wire.ts";
import type { ProviderHttp } from "#lib/integrations/provider-http.ts";
import type { SyncError } from "#lib/integrations/schema.ts";

/** New records of a page. */
const PAGE_SIZE = 100;
/** The most that search gives at once. */
const MAX_LIMIT = 200;
/** The time of change, under the name that every kind of object has. */
const STAMP = "hs_lastmodifieddate";
const ID = "hs_object_id";

/**
 * A place in the order of change. Search sorts by one property only and gives at most 10,000 results, so
 * pages follow the stamp; where more records than a page share one stamp, `id` walks through those.
 */
export type Place = {
  /** Epoch milliseconds. */
  stamp: number;
  /** Set while the records of exactly this stamp are read in the order of their ids. */
  id: string | null;
  /** Ids at this stamp that were read already. */
  seen: string[];
};

export type SearchPage = {
  objects: HubSpotObject[];
  problems: SyncError[];
  /** Null when nothing is left. */
  next: Place | null;
  /** The stamp of the last record, by HubSpot's clock; null for an empty page. */
  lastStamp: number | null;
};

/** The records of one kind changed since a place, the one changed longest ago first. */
export async function searchPage(
  http: ProviderHttp,
  kind: string,
  properties: readonly string[],
  place: Place,
): Promise<SearchPage> {
  const isAtOneStamp = place.id !== null;
  // Those at the boundary come again.
  const limit = Math.min(MAX_LIMIT, PAGE_SIZE + place.seen.length);
  const { results } = await http.request(
    {
      method: "POST",
      isCountedApart: true,
      path: `${OBJECTS}/${kind}/search`,
      json: {
        filterGroups: [
          {
            filters: isAtOneStamp
              ? [
                  { propertyName: STAMP, operator: "EQ", value: String(place.stamp) },
                  { propertyName: ID, operator: "GT", value: place.id },
                ]
              : [{ propertyName: STAMP, operator: "GTE", value: String(place.stamp) }],
          },
        ],
        sorts: [{ propertyName: isAtOneStamp ? ID : STAMP, direction: "ASCENDING" }],
        properties: [...properties, STAMP, ID],
        limit,
      },
    },
    pageSchema,
  );
  const objects: HubSpotObject[] = [];
  const problems: SyncError[] = [];
  for (const result of results) {
    const parsed = objectSchema.safeParse(result);
    if (parsed.success) objects.push(parsed.data);
    else problems.push({ externalId: null, message: "A record is not as HubSpot documents it." });
  }
  const fresh = objects.filter(({ id }) => !place.seen.includes(id));
  const last = objects.at(-1);
  return {
    objects: fresh,
    problems,
    next: nextPlace(place, objects, results.length < limit),
    lastStamp: last ? stampOf(last) : null,
  };
}

export function stampOf({ properties, updatedAt }: HubSpotObject): number {
  return Date.parse(properties[STAMP] ?? updatedAt ?? "") || 0;
}

function nextPlace(place: Place, objects: HubSpotObject[], isEnd: boolean): Place | null {
  const last = objects.at(-1);
  if (place.id !== null) {
    // All of this stamp are read: on with the ones changed later.
    if (isEnd || !last) return { stamp: place.stamp + 1, id: null, seen: [] };
    return { ...place, id: last.id };
  }
  if (isEnd || !last) return null;
  const stamp = stampOf(last);
  const atStamp = objects.filter((object) => stampOf(object) === stamp);
  if (atStamp.length === objects.length) return { stamp, id: "0", seen: [] };
  return { stamp, id: null, seen: atStamp.map(({ id }) => id) };
}
