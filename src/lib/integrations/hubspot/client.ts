import type { HubSpotCredentials } from "#lib/integrations/hubspot/credentials.ts";
import { problemSchema } from "#lib/integrations/hubspot/wire.ts";
import type { Session } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import {
  createProviderHttp,
  type ProviderHttp,
  retryAfterMs,
} from "#lib/integrations/provider-http.ts";
import { requestsPerSecond } from "#lib/integrations/request-rate.ts";
import { env } from "#lib/platform/env.ts";

/** Served until September 2027; the dated versions that follow differ in the path alone. */
export const OBJECTS = "/crm/v3/objects";
export const PIPELINES = "/crm/v3/pipelines/deals";
export const OWNERS = "/crm/v3/owners";
export const ASSOCIATIONS = "/crm/v4/associations";
export const ACCOUNT = "/account-info/v3/details";

/** Search allows five a second for the whole account, outside the other limit. */
const SEARCHES_PER_SECOND = 4;

/** HubSpot says which of its limits was met, not always for how long. */
const PAUSE_MS: Record<string, number> = {
  TEN_SECONDLY_ROLLING: 10_000,
  SECONDLY: 1_000,
};

export function hubspotClient(
  { credentials, pace, deadline }: Session<HubSpotCredentials>,
  perSecond: number,
): ProviderHttp {
  return createProviderHttp({
    label: "HubSpot",
    baseUrl: env().hubspotBaseUrl,
    headers: () => ({ authorization: `Bearer ${credentials.apiKey}` }),
    deadline,
    perSecond: requestsPerSecond("hubspot", perSecond),
    apartPerSecond: Math.min(SEARCHES_PER_SECOND, requestsPerSecond("hubspot", perSecond)),
    pace,
    explain: (status, body, headers) => explain(status, body, headers, pace.clock()),
  });
}

function explain(status: number, body: unknown, headers: Headers, now: number): ProviderError {
  const problem = problemSchema.safeParse(body).data;
  const code = problem?.category ?? problem?.policyName ?? null;
  const said = problem?.message.replace(/\s+/g, " ").trim().slice(0, 300) || `HTTP ${status}`;
  if (status === 401) {
    return new ProviderError(
      "auth",
      "HubSpot no longer accepts the key: it was revoked or has expired. Make a new one and connect anew.",
      { code },
    );
  }
  if (status === 403) {
    const scopes = problem?.errors?.flatMap(({ context }) => context?.requiredGranularScopes ?? []);
    const named = scopes?.length ? ` It lacks ${[...new Set(scopes)].join(", ")}.` : "";
    return new ProviderError("permission", `The HubSpot key may not do this.${named}`, { code });
  }
  if (status === 429 && problem?.policyName === "DAILY") {
    return new ProviderError(
      "permission",
      "The HubSpot account has used up its API requests of the day. The sync goes on when the count starts again.",
      { code: "DAILY" },
    );
  }
  if (status === 429) {
    const pause = retryAfterMs(headers, now) ?? PAUSE_MS[problem?.policyName ?? ""] ?? 10_000;
    return new ProviderError("rate_limited", "HubSpot asks for a pause.", {
      code,
      retryAfterMs: pause,
    });
  }
  if (status >= 500) {
    return new ProviderError("unavailable", `HubSpot cannot answer just now (${said}).`, { code });
  }
  return new ProviderError("refused", `HubSpot refused the request: ${said}`, { code });
}
