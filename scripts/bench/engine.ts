import { riskBenchCase } from "#lib/risk/risk.bench-case.ts";
import { atLeast, type BenchCase } from "./measure.ts";

const WARM_UP = 200_000;
const ASSESSMENTS = 1_000_000;

export const engine: BenchCase = {
  name: "engine",
  async run() {
    const assess = riskBenchCase();
    for (let run = 0; run < WARM_UP; run += 1) assess();
    const startedAt = performance.now();
    for (let run = 0; run < ASSESSMENTS; run += 1) assess();
    const perSecond = ASSESSMENTS / ((performance.now() - startedAt) / 1000);
    return [atLeast("Assess a deal with 30 events", perSecond, 200_000, "per s")];
  },
};
