import { fork } from "node:child_process";
import { once } from "node:events";
import { db } from "#lib/platform/db.ts";
import { loadNorms } from "#lib/risk/store/load-settings.ts";
import { recomputeRisk } from "#lib/risk/store/recompute-risk.ts";
import { BENCH_TEAM } from "./fill-book.ts";
import { atMost, type BenchCase, type Book, percentile, timesOf } from "./measure.ts";
import type { RefreshAnswer } from "./refresh-child.ts";

const RUNS = 200;

export const refresh: BenchCase = {
  name: "refresh",
  async run(book) {
    const ids = await db().deal.findMany({
      where: { isOpen: true },
      orderBy: { id: "asc" },
      take: RUNS,
      select: { id: true },
    });
    const single = await timesOf(RUNS, (run) =>
      db().$transaction((tx) =>
        recomputeRisk(tx, [ids.at(run % ids.length)?.id ?? ""], { now: book.now, cause: "change" }),
      ),
    );
    const changed = await refreshInChild(book, book.now);
    const again = await refreshInChild(book, new Date(book.now.getTime() + 60_000));
    const deals = `${changed.deals.toLocaleString("en-US")} deals × 20 events`;
    return [
      atMost(`Refresh of ${deals}, every score new`, changed.seconds, 60, "s"),
      atMost(`Refresh of ${deals}, a minute later`, again.seconds, 60, "s"),
      atMost("Peak memory of a refresh", Math.max(changed.peakMb, again.peakMb), 512, "MB"),
      atMost("Recompute after one change, p95", percentile(single, 0.95), 15, "ms"),
    ];
  },
};

/** In a process of its own, so that its memory is that of the refresh and nothing else. */
async function refreshInChild({ databaseUrl }: Book, now: Date): Promise<RefreshAnswer> {
  await renewNorms(now);
  const child = fork(new URL("refresh-child.ts", import.meta.url), [now.toISOString()], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The refresh ended with code ${code}`);
  });
  const [answer] = await Promise.race([once(child, "message"), ended]);
  return answer as RefreshAnswer;
}

/** The same norms under a new version, so that every stored result has been made by old ones. */
async function renewNorms(now: Date): Promise<void> {
  const { norms } = (await loadNorms(db(), [BENCH_TEAM]))(BENCH_TEAM);
  const owner = { workspaceId: BENCH_TEAM, teamId: BENCH_TEAM };
  await db().riskNorms.create({ data: { ...owner, computedAt: now, data: norms } });
}
