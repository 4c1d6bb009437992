"use client";

import { useState } from "react";
import { formatScore } from "#components/ui/format-score.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { ReplayMaterial } from "#lib/risk/replay-material.ts";
import type { RiskReport, WayBackActionType } from "#lib/risk/types.ts";
import type { TriedActions } from "#lib/risk/way-back.ts";

/**
 * The smallest set of actions that brings the deal to Low, ticked in a list of all there are, with
 * the score each step gives. Ticking others tries them out with the engine itself, which is loaded
 * by the first tick.
 */
export function WayBackChecklist({
  wayBack,
  tried: initial,
  score,
  material,
  at,
}: {
  wayBack: Pick<NonNullable<RiskReport["wayBack"]>, "actions"> | null;
  tried: TriedActions;
  /** The score as it is. */
  score: number;
  /** Null where the log is too long to be sent along: the list then stays as it is. */
  material: ReplayMaterial | null;
  /** Epoch milliseconds of the assessment. */
  at: number;
}) {
  const [tried, setTried] = useState(initial);
  const done = tried.steps.filter(({ isTicked }) => isTicked).map(({ type }) => type);

  async function toggle(type: WayBackActionType) {
    if (!material) return;
    const ticked = done.includes(type) ? done.filter((other) => other !== type) : [...done, type];
    const { tryAt } = await import("#lib/risk/replay-material.ts");
    setTried(tryAt(material, at, ticked) ?? initial);
  }

  return (
    <fieldset className="pt-3">
      <legend className="float-left mb-2 text-body">{introOf(wayBack)}</legend>
      <ul className="clear-both border-t border-line">
        {tried.steps.map(({ type, label, isTicked, score: after }) => (
          <li key={type} className="border-b border-line">
            <label className="flex min-h-9 items-center gap-2 py-1 text-table touch:min-h-11">
              <input
                type="checkbox"
                checked={isTicked}
                disabled={!material}
                onChange={() => toggle(type)}
                className="size-4 shrink-0"
              />
              <span className={isTicked ? "text-ink-strong" : undefined}>{label}</span>
              <span
                className={
                  isTicked
                    ? "figures ml-auto font-medium text-ink-strong"
                    : "figures ml-auto text-ink-muted"
                }
              >
                <span className="sr-only">{isTicked ? "brings it to " : "would bring it to "}</span>
                {formatScore(after)}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-table text-ink-muted" role="status">
        {done.length === 0
          ? `Nothing ticked: ${formatScore(score)} as it is.`
          : `What is ticked, done now: from ${formatScore(score)} to ${formatScore(tried.score)}, ${BAND_LABELS[tried.band]}.`}
      </p>
    </fieldset>
  );
}

function introOf(wayBack: { actions: readonly unknown[] } | null): string {
  if (wayBack === null) {
    return "No action alone brings this deal back to Low. It takes time as well, or a decision to let go.";
  }
  const count = wayBack.actions.length;
  if (count === 0) return "It is Low already. This is what would make it safer.";
  return count === 1
    ? "One step brings it to Low:"
    : `These ${count} steps together bring it to Low:`;
}
