import { z } from "zod";
import type { CrmProvider } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import { salesforceClient } from "#lib/integrations/salesforce/client.ts";
import {
  type SalesforceCredentials,
  salesforceCredentials,
} from "#lib/integrations/salesforce/credentials.ts";
import { createOrgReader } from "#lib/integrations/salesforce/org-reader.ts";
import { pushToSalesforce } from "#lib/integrations/salesforce/push.ts";
import { readPages } from "#lib/integrations/salesforce/read-pages.ts";
import { readStages } from "#lib/integrations/salesforce/read-stages.ts";
import { STANDARD_STAGES } from "#lib/integrations/salesforce/standard-stages.ts";

/** Well below the 25 concurrent long calls that an org allows; a run makes one call at a time. */
const PER_SECOND = 10;

export const salesforce: CrmProvider<SalesforceCredentials> = {
  key: "salesforce",
  standardStages: STANDARD_STAGES,
  credentials: salesforceCredentials,
  perSecond: PER_SECOND,
  perRun: 10_000,
  connect: async (session) => {
    const client = await salesforceClient(session, PER_SECOND);
    // Proves that the credentials are good, and that they may read what is wanted.
    const records = await client
      .query("SELECT Id FROM Opportunity LIMIT 1")
      .catch(explainMissingAccess);
    z.array(z.unknown()).parse(records);
    return {
      account: await nameOfOrg(client, session.credentials),
    };
  },
  stages: async (session) =>
    readStages(createOrgReader(await salesforceClient(session, PER_SECOND))),
  pages: (session, cursor) => readPages(session, cursor, PER_SECOND),
  push: pushToSalesforce(PER_SECOND),
};

function explainMissingAccess(error: unknown): never {
  const isHidden =
    error instanceof ProviderError && ["INVALID_TYPE", "INVALID_FIELD"].includes(error.code ?? "");
  if (!isHidden) throw error;
  throw new ProviderError(
    "permission",
    "The credentials are good, but their user may not read opportunities. Give the user read access to them in Salesforce.",
    { cause: error },
  );
}

const organizationSchema = z.object({ Name: z.string() });

/** What the org calls itself; the host where the user may not see that. */
async function nameOfOrg(
  { query }: Awaited<ReturnType<typeof salesforceClient>>,
  { instanceUrl }: SalesforceCredentials,
): Promise<string> {
  try {
    const [row] = await query("SELECT Name FROM Organization LIMIT 1");
    return organizationSchema.parse(row).Name;
  } catch (error) {
    if (error instanceof ProviderError && error.isPassing) throw error;
    return new URL(instanceUrl).host;
  }
}
