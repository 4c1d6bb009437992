import { ASSOCIATIONS, OBJECTS, OWNERS, PIPELINES } from "#lib/integrations/hubspot/client.ts";
import {
  associationSchema,
  batchSchema,
  type HubSpotObject,
  objectSchema,
  ownersSchema,
  pipelinesSchema,
} from "#lib/integrations/hubspot/wire.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { ProviderHttp } from "#lib/integrations/provider-http.ts";
import type { RemoteStageRef } from "#lib/integrations/remote-record.ts";

const BATCH = 100;

export type Linked = { id: string; label: string | null };

/** Which objects of one kind belong to those of another, by the first ones' ids. */
export async function readAssociations(
  http: ProviderHttp,
  from: string,
  to: string,
  ids: readonly string[],
): Promise<Map<string, Linked[]>> {
  const found = new Map<string, Linked[]>();
  for (const inputs of inBatches(ids)) {
    const { results } = await http.request(
      { method: "POST", path: `${ASSOCIATIONS}/${from}/${to}/batch/read`, json: { inputs } },
      batchSchema,
    );
    for (const result of results) {
      const parsed = associationSchema.safeParse(result);
      if (!parsed.success) continue;
      const links = parsed.data.to.map(({ toObjectId, associationTypes }) => ({
        id: toObjectId,
        label: associationTypes.find(({ label }) => label)?.label ?? null,
      }));
      found.set(parsed.data.from.id, links);
    }
  }
  return found;
}

/** Objects by id; those that are gone are left out. Nothing where the key lacks the scope for them. */
export async function readObjects(
  http: ProviderHttp,
  kind: string,
  properties: readonly string[],
  ids: readonly string[],
): Promise<Map<string, HubSpotObject>> {
  const found = new Map<string, HubSpotObject>();
  try {
    for (const inputs of inBatches([...new Set(ids)])) {
      const { results } = await http.request(
        { method: "POST", path: `${OBJECTS}/${kind}/batch/read`, json: { properties, inputs } },
        batchSchema,
      );
      for (const result of results) {
        const parsed = objectSchema.safeParse(result);
        if (parsed.success) found.set(parsed.data.id, parsed.data);
      }
    }
  } catch (error) {
    if (!isMissingScope(error)) throw error;
  }
  return found;
}

function* inBatches(ids: readonly string[]): Generator<{ id: string }[]> {
  for (let start = 0; start < ids.length; start += BATCH) {
    yield ids.slice(start, start + BATCH).map((id) => ({ id }));
  }
}

/** E-mail of each owner, by owner id. */
export async function readOwners(http: ProviderHttp): Promise<Map<string, string>> {
  const emails = new Map<string, string>();
  let after: string | undefined;
  try {
    do {
      const page = await http.request({ path: OWNERS, query: { limit: 100, after } }, ownersSchema);
      for (const { id, email } of page.results) if (email) emails.set(id, email);
      after = page.paging?.next?.after;
    } while (after !== undefined);
  } catch (error) {
    if (!isMissingScope(error)) throw error;
  }
  return emails;
}

/** Every stage of every pipeline of deals. */
export async function readStages(
  http: ProviderHttp,
): Promise<(RemoteStageRef & { pipelineLabel: string })[]> {
  const { results } = await http.request({ path: PIPELINES }, pipelinesSchema);
  return results
    .toSorted((a, b) => a.displayOrder - b.displayOrder)
    .flatMap((pipeline) =>
      pipeline.stages
        .toSorted((a, b) => a.displayOrder - b.displayOrder)
        .map(({ id, label, metadata }) => {
          const probability = metadata.probability ? Number(metadata.probability) : null;
          const isClosed = metadata.isClosed ? metadata.isClosed === "true" : null;
          return {
            pipeline: pipeline.id,
            pipelineLabel: pipeline.label,
            id,
            label,
            isClosed,
            isWon: isClosed ? probability === 1 : null,
            probability,
          };
        }),
    );
}

/** What the key was not given a scope for is done without. */
export function isMissingScope(error: unknown): boolean {
  return error instanceof ProviderError && error.kind === "permission" && error.code !== "DAILY";
}
