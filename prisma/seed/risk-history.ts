import type { Prisma } from "#generated/prisma/client.ts";
import { assessRisk } from "#lib/risk/assess-risk.ts";
import { DAY_MS } from "#lib/risk/constants.ts";
import { outlookOf } from "#lib/risk/outlook.ts";
import { replayInput } from "#lib/risk/replay.ts";
import type { LoadedDeal } from "#lib/risk/store/load-risk-inputs.ts";
import { SNAPSHOT_STEP } from "#lib/risk/store/recompute-risk.ts";

const HISTORY_DAYS = 90;
/** Between changes a deal is looked at this often, so that its line does not jump. */
const LOOK_MS = 7 * DAY_MS;

/**
 * The assessments that would have been stored over the last months: one for each change of the deal,
 * one when time alone moved its band, and one a week where the score had moved.
 */
export function riskHistory(
  { id, input, normsId }: LoadedDeal,
  newId: () => string,
): Prisma.RiskSnapshotCreateManyInput[] {
  const snapshots: Prisma.RiskSnapshotCreateManyInput[] = [];
  const changes = new Set(input.events.map(({ occurredAt }) => occurredAt));
  const moments = [...changes].sort((a, b) => a - b);
  const end = input.deal.closedAt ?? input.at - 1;
  let at = Math.max(input.deal.createdAt, input.at - HISTORY_DAYS * DAY_MS);
  while (at <= end) {
    const then = replayInput({ ...input, at, known: "then" });
    if (then === null) break;
    const { score, band, factors, reasons, policyVersion } = assessRisk(then);
    const last = snapshots.at(-1);
    if (!last || last.band !== band || Math.abs(last.score - score) >= SNAPSHOT_STEP) {
      snapshots.push({
        id: newId(),
        dealId: id,
        at: new Date(at),
        score,
        band,
        factors,
        reasons,
        policyVersion,
        normsId,
        cause: changes.has(at) ? "change" : "time",
      });
    }
    const now = at;
    const nextChange = moments.find((moment) => moment > now) ?? Number.POSITIVE_INFINITY;
    at = Math.min(nextChange, now + LOOK_MS, outlookOf(then).validUntil ?? nextChange);
  }
  return snapshots;
}
