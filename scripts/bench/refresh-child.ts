import { closeDb } from "#lib/platform/db.ts";
import { refreshWorkspaceRisk } from "#lib/risk/store/refresh-risk.ts";
import { BENCH_TEAM } from "./fill-book.ts";

export type RefreshAnswer = { deals: number; seconds: number; peakMb: number };

const startedAt = performance.now();
const deals = await refreshWorkspaceRisk(BENCH_TEAM, new Date(process.argv[2] ?? ""));
const seconds = (performance.now() - startedAt) / 1000;
await closeDb();
const answer: RefreshAnswer = { deals, seconds, peakMb: process.resourceUsage().maxRSS / 1024 };
process.send?.(answer);
process.disconnect();
