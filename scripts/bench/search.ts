import { searchDeals } from "#lib/deals/search-deals.ts";
import { db } from "#lib/platform/db.ts";
import { actorAt } from "./actor.ts";
import { atMost, type BenchCase, percentile, timesOf } from "./measure.ts";

const RUNS = 60;
const BAR_MS = 80;
const LIMIT = 20;
const SAMPLES = 20;

export const search: BenchCase = {
  name: "search",
  async run({ now }) {
    const ctx = actorAt(now);
    const stems = await someStems();
    const p95 = async (words: readonly string[]) => {
      const times = await timesOf(RUNS, (run) =>
        searchDeals(ctx, { q: words.at(run % words.length) ?? "", limit: LIMIT }),
      );
      return percentile(times, 0.95);
    };
    return [
      atMost(
        "Search, word of half the deals, p95",
        await p95(["group", "logistics"]),
        BAR_MS,
        "ms",
      ),
      atMost("Search, one company, p95", await p95(stems), BAR_MS, "ms"),
      atMost("Search, with a typing error, p95", await p95(stems.map(misspelt)), BAR_MS, "ms"),
      atMost(
        "Search, two words, p95",
        await p95(stems.map((stem) => `${stem} gruop`)),
        BAR_MS,
        "ms",
      ),
      atMost(
        "Search, two letters, p95",
        await p95(stems.map((stem) => stem.slice(0, 2))),
        BAR_MS,
        "ms",
      ),
      atMost(
        "Search, nothing like it, p95",
        await p95(["zzqqyyxx", "wörterbuch", "zq"]),
        BAR_MS,
        "ms",
      ),
    ];
  },
};

async function someStems(): Promise<string[]> {
  const rows = await db().$queryRaw<{ stem: string }[]>`
    SELECT split_part(company, ' ', 1) AS stem FROM "Deal" ORDER BY id LIMIT ${SAMPLES}`;
  return rows.map(({ stem }) => stem);
}

/** Two letters in the middle change places. */
function misspelt(word: string): string {
  return word.replace(/^(...)(.)(.)/, "$1$3$2");
}
