import Link from "next/link";
import { BandShape } from "#components/ui/band-mark.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Band } from "#lib/risk/types.ts";

export type ChangeItem = {
  id: string;
  dealId: string;
  dealName: string;
  /** Reads on from the deal's name: "moved to Proposal", "became High". */
  what: string;
  /** The band it is now in, when the band is what changed. */
  band: Band | null;
  at: string;
};

/** What happened since yesterday, as sentences. */
export function Changes({ items, clock }: { items: readonly ChangeItem[]; clock: ViewClock }) {
  return (
    <ul>
      {items.map((item) => (
        <li
          key={item.id}
          className="flex items-baseline gap-3 border-b border-line py-2 text-table"
        >
          <p className="min-w-0 grow">
            <Link
              href={`/deals/${item.dealId}`}
              prefetch={false}
              className="font-medium text-ink-strong hover:underline"
            >
              {item.dealName}
            </Link>{" "}
            {item.what}
            {item.band ? <BandShape band={item.band} className="ml-1.5 inline size-2.5" /> : null}
          </p>
          <RelativeTime
            at={item.at}
            clock={clock}
            className="figures shrink-0 text-label text-ink-muted"
          />
        </li>
      ))}
    </ul>
  );
}
