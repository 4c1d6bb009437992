import { closeDb } from "#lib/platform/db.ts";
import { applyRules } from "#lib/risk/store/apply-rules.ts";
import { BENCH_TEAM } from "./fill-book.ts";

export type RefreshAnswer = { deals: number; seconds: number; peakMb: number };

const startedAt = performance.now();
const run = { now: new Date(process.argv[2] ?? ""), deadline: Number.POSITIVE_INFINITY };
// Two at once, as the queue has it: they share the deals.
const shares = await Promise.all([1, 2].map(() => applyRules(BENCH_TEAM, run)));
const deals = shares.reduce((sum, { refreshed }) => sum + refreshed, 0);
const seconds = (performance.now() - startedAt) / 1000;
await closeDb();
const answer: RefreshAnswer = { deals, seconds, peakMb: process.resourceUsage().maxRSS / 1024 };
process.send?.(answer);
process.disconnect();
