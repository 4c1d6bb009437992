import { dealsList } from "./deals-list.ts";
import { engine } from "./engine.ts";
import { importCsv } from "./import.ts";
import type { BenchCase } from "./measure.ts";
import { norms } from "./norms.ts";
import { realtime } from "./realtime.ts";
import { refresh } from "./refresh.ts";
import { search } from "./search.ts";
import { sync } from "./sync.ts";
import { webhookDrain } from "./webhook-drain.ts";

/** In this order: the refresh changes the scores, the import the number of deals. */
export const CASES: readonly BenchCase[] = [
  engine,
  dealsList,
  search,
  norms,
  refresh,
  importCsv,
  sync,
  webhookDrain,
  realtime,
];
