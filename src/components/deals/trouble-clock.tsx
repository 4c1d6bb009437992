import { Clock3 } from "lucide-react";
import { dayDistance, exactMoment, type ViewClock } from "#components/ui/moment-words.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { Band } from "#lib/risk/types.ts";

/** When the band worsens if nobody acts: "High in 3 days". */
export function TroubleClock({
  trouble,
  clock,
}: {
  trouble: { band: Band; at: string };
  clock: ViewClock;
}) {
  return (
    <time
      dateTime={trouble.at}
      title={`${BAND_LABELS[trouble.band]} from ${exactMoment(trouble.at, clock.timeZone)} if nobody acts`}
      className="inline-flex items-center gap-1 whitespace-nowrap text-ink"
    >
      <Clock3 aria-hidden strokeWidth={1.5} className="size-3.5 text-ink-muted" />
      {BAND_LABELS[trouble.band]} {dayDistance(trouble.at, clock)}
    </time>
  );
}
