import type { ReactNode } from "react";
import { sourceLabel } from "#components/deals/source-labels.ts";
import { CalendarDate } from "#components/ui/calendar-date.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { DealDto } from "#lib/deals/schema.ts";
import { isOpenStage, STAGE_LABELS } from "#lib/deals/stages.ts";

type Contact = { name: string | null; email: string | null };

/** The record itself, label beside fact. Absent facts are left out, not shown as dashes. */
export function DealFacts({
  deal,
  contact,
  clock,
}: {
  deal: DealDto;
  contact: Contact | null;
  clock: ViewClock;
}) {
  const isOpen = isOpenStage(deal.stage);
  const email = contact?.email;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 pt-3 text-table">
      {deal.expectedCloseOn ? (
        <Fact label="Expected close">
          <CalendarDate date={deal.expectedCloseOn} clock={clock} warnWhenPast={isOpen} />
        </Fact>
      ) : null}
      <Fact label={`In ${STAGE_LABELS[deal.stage]} since`}>
        <RelativeTime at={deal.stageEnteredAt} clock={clock} />
      </Fact>
      {deal.lastActivityAt ? (
        <Fact label="Last activity">
          <RelativeTime at={deal.lastActivityAt} clock={clock} />
        </Fact>
      ) : null}
      {contact?.name || email ? (
        <Fact label="Contact">
          {contact?.name}{" "}
          {email ? (
            <a href={`mailto:${email}`} className="text-link break-all">
              {email}
            </a>
          ) : null}
        </Fact>
      ) : null}
      <Fact label="Owner">{deal.owner.name}</Fact>
      {deal.assignee ? <Fact label="Assigned to">{deal.assignee.name}</Fact> : null}
      <Fact label="Created">
        <RelativeTime at={deal.createdAt} clock={clock} />
      </Fact>
      {deal.closedAt ? (
        <Fact label="Closed">
          <RelativeTime at={deal.closedAt} clock={clock} />
        </Fact>
      ) : null}
      {deal.source && deal.externalId ? (
        <Fact label={`${sourceLabel(deal.source)} id`}>
          <span className="break-all">{deal.externalId}</span>
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
