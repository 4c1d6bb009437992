import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { parse } from "csv-parse";
import { stringify } from "csv-stringify";
import type { DealHistory } from "#lib/risk/backtest/deal-history.ts";
import { describeBacktest } from "#lib/risk/backtest/describe-backtest.ts";
import { type Row, readHistories } from "#lib/risk/backtest/read-history.ts";
import { runBacktest, usualTrainUntil, weeklyMoments } from "#lib/risk/backtest/run-backtest.ts";
import { scoreSnapshots } from "#lib/risk/backtest/score-snapshots.ts";
import { DEFAULT_POLICY } from "#lib/risk/constants.ts";

/** Measures the risk engine on the files of a CRM export; see docs/RISK_ENGINE.md. */

const USAGE = `Usage: npm run -s backtest -- --deals deals.csv [--activities activities.csv]
  [--stages stage_history.csv] [--train-until DATE] [--snapshots snapshots.csv --out scores.csv]

Prints the back-test, or with --snapshots (deal_id,at) writes scores.csv (deal_id,at,score,band,
loss_probability), each row from what was stamped by then.`;

class UsageError extends Error {}

type Options = {
  deals?: string;
  activities?: string;
  stages?: string;
  "train-until"?: string;
  snapshots?: string;
  out?: string;
};

async function main(): Promise<void> {
  const options = readOptions();
  if (options.deals === undefined) throw new UsageError("--deals is missing");
  const [deals, activities, stages] = await Promise.all([
    readCsv(options.deals),
    readCsv(options.activities),
    readCsv(options.stages),
  ]);
  const histories = readHistories({ deals, activities, stages });
  const until = options["train-until"];
  const trainUntil = until === undefined ? undefined : momentOf(until, "--train-until");
  if (options.snapshots === undefined) report(histories, trainUntil);
  else await score(histories, trainUntil, options.snapshots, options.out);
}

function readOptions(): Options {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      options: {
        deals: text,
        activities: text,
        stages: text,
        "train-until": text,
        snapshots: text,
        out: text,
      },
    });
    if ((values.snapshots === undefined) !== (values.out === undefined)) {
      throw new UsageError("--snapshots and --out go together");
    }
    return values;
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(messageOf(error));
  }
}

function report(histories: DealHistory[], trainUntil = usualTrainUntil(histories)): void {
  if (trainUntil === null) throw new UsageError("none of these deals is closed");
  const moments = weeklyMoments(histories, trainUntil);
  const backtest = runBacktest({ histories, policy: DEFAULT_POLICY, trainUntil, moments });
  process.stdout.write(describeBacktest(backtest));
}

/** Without a training date each look may learn from all that had closed by then. */
async function score(
  histories: DealHistory[],
  trainUntil = Number.POSITIVE_INFINITY,
  snapshotFile: string,
  out: string | undefined,
): Promise<void> {
  if (out === undefined) throw new UsageError("--out is missing");
  const rows = await readCsv(snapshotFile);
  const snapshots = rows.map((row, index) => {
    const line = `${snapshotFile}, line ${index + 2}`;
    if (!row.deal_id) throw new UsageError(`${line}: deal_id is missing`);
    return { dealId: row.deal_id, at: momentOf(row.at ?? "", line) };
  });
  const scores = scoreSnapshots({ histories, snapshots, policy: DEFAULT_POLICY, trainUntil });
  const records = scores.map(({ score, band, lossProbability }, index) => ({
    ...rows[index],
    score,
    band,
    loss_probability: lossProbability,
  }));
  await pipeline(records, stringify({ header: true }), createWriteStream(out));
  process.stdout.write(`${scores.length} rows written to ${out}\n`);
}

async function readCsv(file: string | undefined): Promise<Row[]> {
  if (file === undefined) return [];
  const rows: Row[] = [];
  const parser = parse({ columns: true, bom: true, skip_empty_lines: true });
  await pipeline(createReadStream(file), parser, async (records: AsyncIterable<Row>) => {
    for await (const record of records) rows.push(record);
  });
  return rows;
}

/** A date is its first moment in UTC. */
function momentOf(text: string, where: string): number {
  const moment = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(moment)) throw new UsageError(`${where}: "${text}" is no date`);
  return moment;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  const usage = error instanceof UsageError ? `\n\n${USAGE}` : "";
  process.stderr.write(`${messageOf(error)}${usage}\n`);
  process.exitCode = 1;
});
