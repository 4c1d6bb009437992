import { assessRisk } from "../assess-risk.ts";
import { lossProbabilityOf } from "../calibration.ts";
import type { Band, RiskPolicy } from "../types.ts";
import type { DealHistory } from "./deal-history.ts";
import { timelineOf } from "./timeline.ts";

export type SnapshotScore = {
  dealId: string;
  at: number;
  /** Null where the deal is not in the files or did not exist yet. */
  score: number | null;
  band: Band | null;
  /** Null besides when the deal is closed, or too few had closed for a calibration. */
  lossProbability: number | null;
};

/**
 * Scores deals at moments, each from what had been stamped by then. The probability comes from deals
 * closed before `trainUntil`, and for an earlier moment from those closed before that.
 */
export function scoreSnapshots({
  histories,
  snapshots,
  policy,
  trainUntil,
}: {
  histories: readonly DealHistory[];
  snapshots: readonly { dealId: string; at: number }[];
  policy: RiskPolicy;
  trainUntil: number;
}): SnapshotScore[] {
  const timeline = timelineOf(histories, policy, trainUntil);
  const byId = new Map(histories.map((history) => [history.id, history]));
  return snapshots.map(({ dealId, at }) => {
    const history = byId.get(dealId);
    const input = history === undefined ? null : timeline.inputAt(history, at);
    if (input === null) return { dealId, at, score: null, band: null, lossProbability: null };
    const { score, band } = assessRisk(input);
    const probability = input.deal.isClosed
      ? null
      : lossProbabilityOf(timeline.calibrationAt(at), input.deal.stage, score);
    return { dealId, at, score, band, lossProbability: probability?.value ?? null };
  });
}
