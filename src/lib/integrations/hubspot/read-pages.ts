import { z } from "zod";
import { hubspotClient, OBJECTS } from "#lib/integrations/hubspot/client.ts";
import type { HubSpotCredentials } from "#lib/integrations/hubspot/credentials.ts";
import {
  COMPANY_PROPERTIES,
  CONTACT_PROPERTIES,
  DEAL_PROPERTIES,
  enteredProperty,
  mapDeal,
  stageKeyOf,
} from "#lib/integrations/hubspot/map-deal.ts";
import {
  ENGAGEMENTS,
  type EngagementKind,
  mapEngagement,
} from "#lib/integrations/hubspot/map-engagement.ts";
import {
  isMissingScope,
  readAssociations,
  readObjects,
  readOwners,
  readStages,
} from "#lib/integrations/hubspot/read-related.ts";
import { type Place, searchPage } from "#lib/integrations/hubspot/search-pages.ts";
import { objectSchema, pageSchema } from "#lib/integrations/hubspot/wire.ts";
import type { Cursor, RemotePage, Session } from "#lib/integrations/provider.ts";
import type { ProviderHttp } from "#lib/integrations/provider-http.ts";
import type { RemoteStageRef } from "#lib/integrations/remote-record.ts";

/** What was just written shows up in search a little later. */
const OVERLAP_MS = 5 * 60_000;
const BEGINNING: Place = { stamp: 0, id: null, seen: [] };

type Records = Pick<RemotePage, "deals" | "touches" | "gone" | "problems">;
const NOTHING: Records = { deals: [], touches: [], gone: [], problems: [] };

type Reader = {
  http: ProviderHttp;
  now: Date;
  stages: ReadonlyMap<string, RemoteStageRef>;
  owners: ReadonlyMap<string, string>;
};
type Pass = {
  key: string;
  read: (
    reader: Reader,
    place: Place,
  ) => Promise<{ records: Records; next: Place | null; lastStamp?: number | null }>;
};

/** Deals first, so that what follows finds them; then each kind of engagement; then what is archived. */
const PASSES: readonly Pass[] = [
  { key: "deals", read: readDeals },
  ...ENGAGEMENTS.map((kind) => ({
    key: kind.object,
    read: (reader: Reader, place: Place) => readEngagements(reader, place, kind),
  })),
  { key: "archived", read: readArchived },
];

export async function* readPages(
  session: Session<HubSpotCredentials>,
  cursor: Cursor | null,
  perSecond: number,
): AsyncGenerator<RemotePage> {
  const http = hubspotClient(session, perSecond);
  const stages = await readStages(http);
  const reader: Reader = {
    http,
    now: new Date(session.pace.clock()),
    stages: new Map(stages.map((stage) => [stageKeyOf(stage.pipeline, stage.id), stage])),
    owners: await readOwners(http),
  };
  const state = readCursor(cursor);
  for (;;) {
    const pass = PASSES[state.pass];
    if (!pass) return;
    const place = state.places[pass.key] ?? BEGINNING;
    const { records, next, lastStamp } = await pass.read(reader, place);
    if (next === null) state.pass += 1;
    state.places[pass.key] = next ?? resumeAt(pass.key, lastStamp ?? place.stamp);
    const isLast = state.pass === PASSES.length;
    yield { ...records, cursor: writeCursor(isLast ? { ...state, pass: 0 } : state), isLast };
  }
}

async function readDeals({ http, stages, owners }: Reader, place: Place) {
  const entered = [...stages.values()].map(({ id }) => enteredProperty(id));
  const { objects, problems, next, lastStamp } = await searchPage(
    http,
    "deals",
    [...DEAL_PROPERTIES, ...entered],
    place,
  );
  const ids = objects.map(({ id }) => id);
  const contactLinks = await readAssociations(http, "deals", "contacts", ids);
  const companyLinks = await readAssociations(http, "deals", "companies", ids);
  const linked = (links: typeof contactLinks) => [...links.values()].flat().map(({ id }) => id);
  const contacts = await readObjects(http, "contacts", CONTACT_PROPERTIES, linked(contactLinks));
  const companies = await readObjects(http, "companies", COMPANY_PROPERTIES, linked(companyLinks));
  const around = { stages, owners, contactLinks, contacts, companyLinks, companies };
  const deals = objects.map((object) => mapDeal(object, around));
  return { records: { ...NOTHING, deals, problems }, next, lastStamp };
}

async function readEngagements({ http, now }: Reader, place: Place, kind: EngagementKind) {
  try {
    const { objects, problems, next, lastStamp } = await searchPage(
      http,
      kind.object,
      ["hs_timestamp", kind.title, kind.body, ...kind.properties].filter(Boolean),
      place,
    );
    const ids = objects.map(({ id }) => id);
    const links = await readAssociations(http, kind.object, "deals", ids);
    const touches = objects.flatMap((object) => {
      const dealIds = (links.get(object.id) ?? []).map(({ id }) => id);
      return mapEngagement(kind, object, dealIds, now);
    });
    return { records: { ...NOTHING, touches, problems }, next, lastStamp };
  } catch (error) {
    // A key without this scope brings deals all the same.
    if (!isMissingScope(error)) throw error;
    return { records: NOTHING, next: null };
  }
}

/** Archived deals are listed by id; the place's `id` holds where the list goes on. */
async function readArchived({ http }: Reader, place: Place) {
  const after = place.id ?? undefined;
  const page = await http.request(
    { path: `${OBJECTS}/deals`, query: { archived: true, limit: 100, after } },
    pageSchema,
  );
  const gone = page.results.flatMap((result) => objectSchema.safeParse(result).data?.id ?? []);
  const more = page.paging?.next?.after;
  return {
    records: { ...NOTHING, gone },
    next: more === undefined ? null : { stamp: 0, id: more, seen: [] },
  };
}

/** By HubSpot's own clock: ours may be another. */
function resumeAt(key: string, lastStamp: number): Place {
  if (key === "archived") return BEGINNING;
  return { stamp: Math.max(0, lastStamp - OVERLAP_MS), id: null, seen: [] };
}

type State = { pass: number; places: Record<string, Place> };
const stateSchema = z.object({
  pass: z.number().int().min(0).max(PASSES.length),
  places: z.record(
    z.string(),
    z.object({ stamp: z.number(), id: z.string().nullable(), seen: z.array(z.string()) }),
  ),
});

function readCursor(cursor: Cursor | null): State {
  const parsed = stateSchema.safeParse(cursor?.state ? JSON.parse(String(cursor.state)) : null);
  return parsed.success ? parsed.data : { pass: 0, places: {} };
}

function writeCursor(state: State): Cursor {
  return { state: JSON.stringify(state) };
}
