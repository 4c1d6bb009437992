import type { ProviderKey } from "#lib/integrations/schema.ts";
import { env } from "#lib/platform/env.ts";

/** Requests a second that one run may make: what INTEGRATION_RATE_LIMITS says, else the provider's own. */
export function requestsPerSecond(provider: ProviderKey, usual: number): number {
  return env().integrationRateLimits[provider] ?? usual;
}
