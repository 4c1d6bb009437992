import { db } from "#lib/platform/db.ts";
import { computeNorms } from "#lib/risk/store/compute-norms.ts";
import { loadNorms } from "#lib/risk/store/load-settings.ts";
import { BENCH_TEAM } from "./fill-book.ts";
import { atMost, type BenchCase, percentile, secondsOf, timesOf } from "./measure.ts";

export const norms: BenchCase = {
  name: "norms",
  async run({ closed, now }) {
    const seconds = await secondsOf(() => computeNorms(db(), BENCH_TEAM, now));
    const cached = await timesOf(50, () => loadNorms(db(), [BENCH_TEAM]));
    return [
      atMost(`Norms from ${closed.toLocaleString("en-US")} closed deals`, seconds, 2, "s"),
      atMost("Norms once computed, p95", percentile(cached, 0.95), 5, "ms"),
    ];
  },
};
