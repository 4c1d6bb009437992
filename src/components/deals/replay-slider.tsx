"use client";

import { useRef, useState } from "react";
import { BandMark } from "#components/ui/band-mark.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatScore } from "#components/ui/format-score.ts";
import { exactMoment } from "#components/ui/moment-words.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { ReplayMaterial } from "#lib/risk/replay-material.ts";
import type { Band } from "#lib/risk/types.ts";

type Past = { at: number; score: number; band: Band; reasons: readonly string[] };

const STEPS = 240;
const ASK_AFTER_MS = 150;

/**
 * Rewinds the score: what was known, and what was made of it, at any moment of the deal's life. The
 * engine is loaded when the slider is first touched; without script the form asks the server.
 */
export function ReplaySlider({
  dealId,
  from,
  now,
  initial,
  material,
  timeZone,
}: {
  dealId: string;
  /** Epoch milliseconds: the ends of the chart above. */
  from: number;
  now: number;
  /** At the moment that the page was asked for. */
  initial: Past;
  material: ReplayMaterial | null;
  timeZone: string;
}) {
  const [past, setPast] = useState<Past>(initial);
  const [at, setAt] = useState(initial.at);
  const wanted = useRef(initial.at);
  const span = Math.max(STEPS, now - from);
  const step = Math.ceil(span / STEPS);
  // The last step must be now; the first may lie a little before the chart and is moved into it.
  const min = now - step * STEPS;

  async function rewind(to: number) {
    const moment = Math.max(from, to);
    setAt(moment);
    wanted.current = moment;
    const then = material ? await compute(material, moment) : await ask(dealId, moment, wanted);
    if (then && wanted.current === moment) setPast(then);
  }

  const when = at >= now ? "now" : exactMoment(new Date(at).toISOString(), timeZone);
  const isCurrent = past.at === at;
  return (
    <form action={`/deals/${dealId}#moved`} className="relative">
      <svg
        aria-hidden="true"
        className="pointer-events-none absolute bottom-full left-0 h-[172px] w-full"
      >
        <line
          x1={`${((at - from) / span) * 100}%`}
          x2={`${((at - from) / span) * 100}%`}
          y1="0"
          y2="154"
          strokeWidth="1.5"
          className={at >= now ? "stroke-transparent" : "stroke-accent"}
        />
      </svg>
      <input
        type="range"
        name="at"
        aria-label="Rewind the score"
        aria-valuetext={
          isCurrent ? `${when}: ${BAND_LABELS[past.band]}, ${formatScore(past.score)}` : when
        }
        min={min}
        max={now}
        step={step}
        defaultValue={initial.at}
        onChange={({ target }) => rewind(target.valueAsNumber)}
        className="block h-6 w-full touch:h-11"
      />
      <div className="mt-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-h-16 max-w-prose flex-1 basis-80" aria-live="off">
          <p className="flex flex-wrap items-baseline gap-x-2 text-table">
            <BandMark band={past.band} />
            <span className="figures font-medium text-ink-strong">{formatScore(past.score)}</span>
            <span className="text-ink-muted">
              {at >= now ? "as known now" : `as known on ${when}`}
            </span>
          </p>
          <p className="mt-0.5 text-table text-ink-muted">
            {past.reasons.slice(0, 2).join(". ") || "Nothing spoke against the deal."}
          </p>
        </div>
        <Button type="submit" size="sm">
          Compare with now
        </Button>
      </div>
    </form>
  );
}

async function compute(material: ReplayMaterial, at: number): Promise<Past | null> {
  const { replayAt } = await import("#lib/risk/replay-material.ts");
  return replayAt(material, at);
}

/** Only the last moment of a drag is worth a request. */
async function ask(
  dealId: string,
  at: number,
  wanted: { readonly current: number },
): Promise<Past | null> {
  await new Promise((resolve) => setTimeout(resolve, ASK_AFTER_MS));
  if (wanted.current !== at) return null;
  const moment = encodeURIComponent(new Date(at).toISOString());
  const answer = await fetch(`/api/deals/${encodeURIComponent(dealId)}/risk?at=${moment}`);
  if (!answer.ok) return null;
  const { risk } = (await answer.json()) as { risk: Omit<Past, "at"> };
  return { at, score: risk.score, band: risk.band, reasons: risk.reasons };
}
