import type { NumberedNews } from "./queries.ts";

/** Rows kept in memory: some minutes of a busy installation. Whoever is further back asks the database. */
const KEPT = 2_000;

/** The end of the feed, kept in memory once for all streams of this process. */
export type RecentNews = {
  /** The last number that has been read; everything up to it can be had. */
  head: () => bigint;
  /** What follows, read up to `head`. */
  add: (news: readonly NumberedNews[], head: bigint) => void;
  /** The first rows after a number, and up to where they are complete; null when it is too far back. */
  after: (place: bigint, limit: number) => { news: readonly NumberedNews[]; upTo: bigint } | null;
};

/** Begins with the last rows there are, in order, up to `end`. */
export function recentNews(rows: readonly NumberedNews[], end: bigint): RecentNews {
  let kept = [...rows];
  let head = end;
  // What is before the first row may be kept in the database or cleaned away; it is not here.
  let floor = (kept[0]?.seq ?? head + 1n) - 1n;
  return {
    head: () => head,
    add(news, upTo) {
      kept.push(...news);
      head = upTo;
      // Rarely, so that not every row moves all the others.
      if (kept.length <= 2 * KEPT) return;
      floor = kept.at(-KEPT - 1)?.seq ?? floor;
      kept = kept.slice(-KEPT);
    },
    after(place, limit) {
      if (place < floor) return null;
      // From the end: most streams are at the last few.
      const from = kept.findLastIndex(({ seq }) => seq <= place) + 1;
      const news = kept.slice(from, from + limit);
      const isAll = from + limit >= kept.length;
      return { news, upTo: isAll ? head : (news.at(-1)?.seq ?? head) };
    },
  };
}

/** How far back the memory reaches when it begins. */
export function startOfMemory(head: bigint): bigint {
  return head > BigInt(KEPT) ? head - BigInt(KEPT) : 0n;
}
