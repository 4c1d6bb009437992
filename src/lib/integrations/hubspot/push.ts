import { hubspotClient, OBJECTS } from "#lib/integrations/hubspot/client.ts";
import type { HubSpotCredentials } from "#lib/integrations/hubspot/credentials.ts";
import { stampOf } from "#lib/integrations/hubspot/search-pages.ts";
import { STANDARD_IDS } from "#lib/integrations/hubspot/standard-stages.ts";
import { objectSchema } from "#lib/integrations/hubspot/wire.ts";
import type { CrmProvider } from "#lib/integrations/provider.ts";
import { toMajor } from "#lib/platform/money.ts";

/** Writes to one deal; an echo is known by the time of change that comes back. */
export function pushToHubSpot(perSecond: number): CrmProvider<HubSpotCredentials>["push"] {
  return async (session, externalId, change, { knownAt, remoteStageOf }) => {
    const http = hubspotClient(session, perSecond);
    const path = `${OBJECTS}/deals/${encodeURIComponent(externalId)}`;
    const query = { properties: "hs_lastmodifieddate" };
    const there = new Date(stampOf(await http.request({ path, query }, objectSchema)));
    if (knownAt && there > knownAt) return { outcome: "conflict", changedAt: there };
    const properties: Record<string, string> = {};
    if (change.stage !== undefined) {
      const remote = remoteStageOf(change.stage);
      properties.dealstage = remote?.id ?? STANDARD_IDS[change.stage];
      if (remote) properties.pipeline = remote.pipeline;
    }
    if (change.value !== undefined) {
      properties.amount = toMajor(change.value.minor, change.value.currency);
    }
    if (change.expectedCloseOn !== undefined) properties.closedate = change.expectedCloseOn ?? "";
    if (change.nextStep !== undefined) properties.hs_next_step = change.nextStep ?? "";
    const written = await http.request(
      { method: "PATCH", path, json: { properties } },
      objectSchema,
    );
    return { outcome: "written", changedAt: new Date(stampOf(written)) };
  };
}
