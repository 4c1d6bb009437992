import { Readable } from "node:stream";
import { importFile } from "#lib/imports/import-file.ts";
import { actorAt } from "./actor.ts";
import { BENCH_TEAM } from "./fill-book.ts";
import { atMost, type BenchCase, secondsOf } from "./measure.ts";

const ROWS = 10_000;
const STAGES = ["Discovery", "Proposal", "Negotiation", "Closed Won", "Closed Lost"];

export const importCsv: BenchCase = {
  name: "import",
  async run({ now }) {
    const file = makeFile(now);
    const run = async () => {
      const report = await importFile(actorAt(now), () => Readable.from([file]), {
        workspaceId: BENCH_TEAM,
        options: {},
      });
      if (report.skipped > 0) throw new Error(JSON.stringify(report.errors.slice(0, 3)));
    };
    return [
      atMost("Import of 10,000 new rows", await secondsOf(run), 15, "s"),
      atMost("The same 10,000 rows again", await secondsOf(run), 15, "s"),
    ];
  },
};

function makeFile(now: Date): Buffer {
  const lines = ["Id,Name,Company,Contact Email,Stage,Amount,Currency,Close Date,Next Step"];
  for (let row = 1; row <= ROWS; row += 1) {
    const closeOn = new Date(now.getTime() + (row % 90) * 86_400_000).toISOString().slice(0, 10);
    lines.push(
      `imp-${row},"Imported, number ${row}",Company ${row % 700},buyer${row}@example.test,` +
        `${STAGES[row % STAGES.length]},${1000 + row}.50,EUR,${closeOn},Call them`,
    );
  }
  return Buffer.from(lines.join("\n"));
}
