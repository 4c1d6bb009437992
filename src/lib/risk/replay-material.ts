import { assessRisk } from "./assess-risk.ts";
import { DEFAULT_NORMS, DEFAULT_POLICY } from "./constants.ts";
import { replayInput } from "./replay.ts";
import type {
  RiskAssessment,
  RiskDeal,
  RiskEvent,
  RiskInput,
  RiskNorms,
  RiskPolicy,
  WayBackActionType,
} from "./types.ts";
import { type TriedActions, tryActions } from "./way-back.ts";

/** A version of something and the moment, in epoch milliseconds, from which it was in force. */
export type InForce<T> = { since: number; value: T };

/** All that assesses one deal at any moment, so that a browser can do it without asking again. */
export type ReplayMaterial = {
  /** As of now, with its whole log. */
  deal: RiskDeal;
  events: readonly RiskEvent[];
  /** Oldest first; before the first, the documented defaults were in force. */
  norms: readonly InForce<RiskNorms>[];
  policies: readonly InForce<RiskPolicy>[];
};

/** The assessment as it was known at `at`; null when there was no such deal yet. */
export function replayAt(material: ReplayMaterial, at: number): RiskAssessment | null {
  const input = inputAt(material, at);
  return input && assessRisk(input);
}

/** What the ticked actions would have made of the deal at `at`. */
export function tryAt(
  material: ReplayMaterial,
  at: number,
  ticked: readonly WayBackActionType[],
): TriedActions | null {
  const input = inputAt(material, at);
  return input && tryActions(input, ticked);
}

function inputAt({ deal, events, norms, policies }: ReplayMaterial, at: number): RiskInput | null {
  return replayInput({
    deal,
    events,
    norms: inForce(norms, at) ?? DEFAULT_NORMS,
    policy: inForce(policies, at) ?? DEFAULT_POLICY,
    at,
    known: "then",
  });
}

function inForce<T>(versions: readonly InForce<T>[], at: number): T | null {
  let newest: T | null = null;
  for (const { since, value } of versions) if (since <= at) newest = value;
  return newest;
}
