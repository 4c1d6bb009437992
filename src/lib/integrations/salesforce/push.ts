import { z } from "zod";
import type { CrmProvider } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import { LABEL, salesforceClient } from "#lib/integrations/salesforce/client.ts";
import type { SalesforceCredentials } from "#lib/integrations/salesforce/credentials.ts";
import { STANDARD_NAMES } from "#lib/integrations/salesforce/standard-stages.ts";
import { opportunitySchema } from "#lib/integrations/salesforce/wire.ts";
import { toMajor } from "#lib/platform/money.ts";

const MAX_NEXT_STEP = 255;
const stampSchema = opportunitySchema.pick({ SystemModstamp: true });

/** Writes to one opportunity; an echo is known by the time of change that is read back. */
export function pushToSalesforce(perSecond: number): CrmProvider<SalesforceCredentials>["push"] {
  return async (session, externalId, change, { knownAt, remoteStageOf }) => {
    const { http, api } = await salesforceClient(session, perSecond);
    const path = `${api}/sobjects/Opportunity/${encodeURIComponent(externalId)}`;
    const changedAt = async () =>
      (await http.request({ path, query: { fields: "SystemModstamp" } }, stampSchema))
        .SystemModstamp;
    const there = await changedAt();
    if (knownAt && there > knownAt) return { outcome: "conflict", changedAt: there };
    const fields: Record<string, unknown> = {};
    if (change.stage !== undefined) {
      fields.StageName = remoteStageOf(change.stage)?.id ?? STANDARD_NAMES[change.stage];
    }
    if (change.value !== undefined) {
      fields.Amount = Number(toMajor(change.value.minor, change.value.currency));
    }
    if (change.expectedCloseOn !== undefined) {
      // Salesforce has no opportunity without one.
      if (change.expectedCloseOn === null) {
        throw new ProviderError("refused", `${LABEL} has no opportunity without a close date.`);
      }
      fields.CloseDate = change.expectedCloseOn;
    }
    if (change.nextStep !== undefined) {
      fields.NextStep = change.nextStep?.slice(0, MAX_NEXT_STEP) ?? null;
    }
    await http.request({ method: "PATCH", path, json: fields }, z.null());
    return { outcome: "written", changedAt: await changedAt() };
  };
}
