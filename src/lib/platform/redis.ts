import { Redis } from "@upstash/redis";
import { env } from "#lib/platform/env.ts";

let client: Redis | undefined;

/** How long a call may take before the caller goes on without Redis. */
const TIMEOUT_MS = 1_000;

/** Redis over REST, or null when it is not configured: nothing may depend on it. */
export function redis(): Redis | null {
  const config = env().redis;
  if (!config) return null;
  client ??= new Redis({
    url: config.url,
    token: config.token,
    // The client otherwise parses JSON on read and batches unrelated calls.
    automaticDeserialization: false,
    enableAutoPipelining: false,
    enableTelemetry: false,
    retry: { retries: 1, backoff: () => 100 },
    signal: () => AbortSignal.timeout(TIMEOUT_MS),
  });
  return client;
}
