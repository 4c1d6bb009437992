import { type Resolve, resolveName } from "#lib/platform/outbound/resolve.ts";
import { problemOf, publicProblem, readTarget } from "#lib/platform/outbound/target.ts";

/** A form waits for it. */
const TIMEOUT_MS = 3_000;

/**
 * What is wrong with an address that somebody wants to save, in words, or null. A name that cannot be
 * resolved at this moment passes: nothing can be sent to it, and every attempt checks anew.
 */
export async function checkTarget(
  url: string,
  { allowPrivate, resolve = resolveName }: { allowPrivate: boolean; resolve?: Resolve },
): Promise<string | null> {
  const target = readTarget(url, allowPrivate);
  if ("problem" in target) return target.problem;
  if (target.addresses) return null;
  const addresses = await resolve(target.hostname, AbortSignal.timeout(TIMEOUT_MS)).catch(() => []);
  return addresses.length === 0
    ? publicProblem(target)
    : problemOf(target, addresses, allowPrivate);
}
