import { assessRisk } from "./assess-risk.ts";
import { DAY_MS, DEFAULT_NORMS, DEFAULT_POLICY } from "./constants.ts";
import type { RiskEvent, RiskInput } from "./types.ts";

/** One assessment of a deal with 30 events of all kinds, for the benchmark to repeat. */
export function riskBenchCase(): () => void {
  const at = Date.UTC(2026, 0, 15);
  const types = ["email_sent", "email_received", "call", "note", "close_date_changed"] as const;
  const events = Array.from({ length: 30 }, (_, index): RiskEvent => {
    const type = index === 17 ? "competitor_mentioned" : (types[index % types.length] ?? "note");
    const occurredAt = at - (index + 1) * 1.7 * DAY_MS;
    return {
      type,
      direction: null,
      occurredAt,
      recordedAt: occurredAt,
      startsAt: null,
      isBackfilled: false,
      from: type === "close_date_changed" ? `2025-1${index % 2}-05` : null,
      to: type === "close_date_changed" ? `2025-12-0${1 + (index % 9)}` : null,
    };
  });
  const input: RiskInput = {
    deal: {
      stage: "proposal",
      stageEnteredAt: at - 31 * DAY_MS,
      createdAt: at - 70 * DAY_MS,
      isClosed: false,
      closedAt: null,
      expectedCloseOn: "2026-01-05",
      nextStep: null,
      nextStepDueOn: null,
      timeZone: "Europe/Berlin",
    },
    events,
    norms: {
      ...DEFAULT_NORMS,
      sources: { touchpoints: true, calendar: true, nextSteps: true },
    },
    policy: DEFAULT_POLICY,
    at,
  };
  // A different moment each time keeps a compiler from remembering the answer.
  let tick = 0;
  return () => {
    tick = (tick + 1) % 1000;
    assessRisk({ ...input, at: at + tick });
  };
}
