import pg from "pg";

/** One line of the table. */
export type Row = { what: string; measured: string; bar: string; isMet: boolean };

export type BenchCase = { name: string; run: (book: Book) => Promise<Row[]> };

/** The database that the cases share. */
export type Book = {
  databaseUrl: string;
  open: number;
  closed: number;
  now: Date;
};

export function atMost(what: string, value: number, bar: number, unit: string, note = ""): Row {
  return {
    what,
    measured: `${readable(value)} ${unit}${note && ` (${note})`}`,
    bar: `≤ ${readable(bar)} ${unit}`,
    isMet: value <= bar,
  };
}

export function atLeast(what: string, value: number, bar: number, unit: string): Row {
  return {
    what,
    measured: `${readable(value)} ${unit}`,
    bar: `≥ ${readable(bar)} ${unit}`,
    isMet: value >= bar,
  };
}

function readable(value: number): string {
  return value >= 100
    ? Math.round(value).toLocaleString("en-US")
    : String(Number(value.toFixed(1)));
}

/** Milliseconds of each run, sorted; the first tenth of the runs only warms up. */
export async function timesOf(
  runs: number,
  work: (run: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (let run = -Math.ceil(runs / 10); run < runs; run += 1) {
    const startedAt = performance.now();
    await work(run);
    if (run >= 0) times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b);
}

/** The value that the given part of the sorted times do not exceed. */
export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** Statements that the work sends to the database, those that open and end transactions included. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const original = pg.Client.prototype.query;
  let count = 0;
  const counting = function (this: pg.Client, ...args: unknown[]) {
    count += 1;
    return Reflect.apply(original, this, args);
  };
  pg.Client.prototype.query = counting as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return count;
}
