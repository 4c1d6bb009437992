import { ACCOUNT, hubspotClient, OBJECTS } from "#lib/integrations/hubspot/client.ts";
import {
  type HubSpotCredentials,
  hubspotCredentials,
} from "#lib/integrations/hubspot/credentials.ts";
import { pushToHubSpot } from "#lib/integrations/hubspot/push.ts";
import { readPages } from "#lib/integrations/hubspot/read-pages.ts";
import { readStages } from "#lib/integrations/hubspot/read-related.ts";
import { STANDARD_STAGES } from "#lib/integrations/hubspot/standard-stages.ts";
import { accountSchema, pageSchema } from "#lib/integrations/hubspot/wire.ts";
import type { CrmProvider } from "#lib/integrations/provider.ts";

/** A free account allows a hundred in ten seconds. */
const PER_SECOND = 9;

export const hubspot: CrmProvider<HubSpotCredentials> = {
  key: "hubspot",
  standardStages: STANDARD_STAGES,
  credentials: hubspotCredentials,
  perSecond: PER_SECOND,
  perRun: 500,
  connect: async (session) => {
    const http = hubspotClient(session, PER_SECOND);
    const { portalId } = await http.request({ path: ACCOUNT }, accountSchema);
    // The account's details need no scope: only a deal proves that deals can be read.
    await http.request({ path: `${OBJECTS}/deals`, query: { limit: 1 } }, pageSchema);
    return { account: portalId };
  },
  stages: (session) => readStages(hubspotClient(session, PER_SECOND)),
  pages: (session, cursor) => readPages(session, cursor, PER_SECOND),
  push: pushToHubSpot(PER_SECOND),
};
