import type { ReactNode } from "react";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { IntegrationDto } from "#lib/integrations/schema.ts";

/** The numbers of a connection, label beside fact. */
export function IntegrationFacts({
  integration,
  clock,
}: {
  integration: IntegrationDto;
  clock: ViewClock;
}) {
  const { account, lastSyncAt, nextSyncAt, totalSynced, syncEnabled, isActive } = integration;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-table">
      {account ? <Fact label="Account">{account}</Fact> : null}
      <Fact label="Last sync">
        {lastSyncAt ? <RelativeTime at={lastSyncAt} clock={clock} /> : "none yet"}
      </Fact>
      <Fact label="Next sync">
        {nextSyncAt ? (
          <RelativeTime at={nextSyncAt} clock={clock} />
        ) : isActive && syncEnabled ? (
          "soon"
        ) : (
          "only by hand"
        )}
      </Fact>
      <Fact label="Records taken over">
        <span className="figures">{totalSynced.toLocaleString("en")}</span>
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{label}</dt>
      <dd className="break-words">{children}</dd>
    </>
  );
}
