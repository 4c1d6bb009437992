import type { Context } from "#lib/access/context.ts";
import { BENCH_TEAM, BENCH_USER } from "./fill-book.ts";

/** The request of the one person in the benchmark's team. */
export function actorAt(now: Date): Context {
  const place = { currency: "EUR", timezone: "Europe/Berlin" };
  return {
    user: { id: BENCH_USER, name: "Bench", email: "bench@example.test", ...place },
    memberships: [
      { role: "owner", team: { id: BENCH_TEAM, name: "Bench", slug: "bench", ...place } },
    ],
    requestId: "bench",
    now,
  };
}
