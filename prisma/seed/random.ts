import { seededRandom } from "#lib/platform/seeded-random.ts";

export type Random = ReturnType<typeof createRandom>;

const ID_LENGTH = 24;

/** Chances of a generated world: the same seed always gives the same world. */
export function createRandom(seed: number) {
  const next = seededRandom(seed);
  const between = (low: number, high: number) => low + (high - low) * next();
  const int = (low: number, high: number) => Math.floor(between(low, high + 1));
  return {
    /** In [low, high). */
    between,
    /** Whole, both ends included. */
    int,
    chance: (probability: number) => next() < probability,
    pick<Item>(items: readonly Item[]): Item {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new Error("Nothing to pick from");
      return item;
    },
    /** Skewed to the right, as durations and amounts are; `spread` is the deviation of the logarithm. */
    around(median: number, spread: number): number {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(spread * normal);
    },
    shuffled<Item>(items: readonly Item[]): Item[] {
      return items
        .map((item) => ({ item, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item);
    },
    /** Of the form of the database's own ids. */
    id(): string {
      let id = "c";
      while (id.length <= ID_LENGTH) id += int(0, 35).toString(36);
      return id;
    },
  };
}
