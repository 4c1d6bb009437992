import { Resolver } from "node:dns/promises";

/** All addresses of a name. Injected in tests; what it gives is checked and then connected to. */
export type Resolve = (hostname: string, signal: AbortSignal) => Promise<readonly string[]>;

const QUERY_TIMEOUT_MS = 3_000;
const TRIES = 2;

/**
 * Asks the name servers for both families. Not `dns.lookup`: that one works in a pool of four threads
 * for the whole process, where one slow name server would hold up everybody else's endpoints.
 */
export const resolveName: Resolve = async (hostname, signal) => {
  signal.throwIfAborted();
  const resolver = new Resolver({ timeout: QUERY_TIMEOUT_MS, tries: TRIES });
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const [v4, v6] = await Promise.allSettled([
      resolver.resolve4(hostname),
      resolver.resolve6(hostname),
    ]);
    const found = [v4, v6].flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    // Many hosts have one family only: that the other has no answer is no failure.
    if (found.length === 0 && v4.status === "rejected") throw v4.reason;
    return found;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
};
