import { hubspot } from "#lib/integrations/hubspot/hubspot.ts";
import type { CrmProvider } from "#lib/integrations/provider.ts";
import { salesforce } from "#lib/integrations/salesforce/salesforce.ts";
import type { CrmKey } from "#lib/integrations/schema.ts";

/** Every CRM there is. */
export const CRMS = {
  salesforce: salesforce as unknown as CrmProvider,
  hubspot: hubspot as unknown as CrmProvider,
} satisfies Record<CrmKey, CrmProvider>;
