import type { Direction, TouchpointType } from "#lib/deals/event-types.ts";
import type { RemoteTouch } from "#lib/integrations/remote-record.ts";
import type { Event, Task } from "#lib/integrations/salesforce/wire.ts";

const MAX_NOTE = 10_000;
/** Nobody was reached: a call in one direction only. */
const NOT_REACHED = /no answer|voice ?mail|left (a )?message|busy|wrong number|not reached/i;

/**
 * A task that is done, as a touchpoint; null for one that is open (that is a plan), deleted, about
 * nothing, or in the future.
 */
export function mapTask(task: Task, now: Date): RemoteTouch | null {
  const { WhatId, IsClosed, IsDeleted, Subject, Description } = task;
  if (WhatId === null || !IsClosed || IsDeleted) return null;
  const occurredAt = momentOf(task);
  if (occurredAt > now) return null;
  const { type, direction } = kindOf(task);
  return {
    externalId: `task:${task.Id}`,
    dealExternalId: WhatId,
    type,
    direction,
    occurredAt,
    note: noteOf(Subject, Description),
    startsAt: null,
    endsAt: null,
  };
}

function momentOf({ CompletedDateTime, ActivityDate, CreatedDate }: Task): Date {
  if (CompletedDateTime) return CompletedDateTime;
  return ActivityDate === null ? CreatedDate : new Date(`${ActivityDate}T12:00:00Z`);
}

function kindOf(task: Task): { type: TouchpointType; direction: Direction | null } {
  const { TaskSubtype, CallType, CallDisposition, Subject } = task;
  const subject = Subject ?? "";
  if (TaskSubtype === "Call" || CallType !== null || /^call\b/i.test(subject)) {
    if (NOT_REACHED.test(CallDisposition ?? "")) return { type: "call", direction: "outbound" };
    return { type: "call", direction: CallType === "Inbound" ? "inbound" : "two_way" };
  }
  if (TaskSubtype === "Email" || TaskSubtype === "ListEmail" || /^e-?mail:/i.test(subject)) {
    // Salesforce's mail integrations mark what came in with << and what went out with >>.
    return /^e-?mail:\s*<</i.test(subject)
      ? { type: "email_received", direction: "inbound" }
      : { type: "email_sent", direction: "outbound" };
  }
  return { type: "other", direction: null };
}

/** An event is a meeting: planned until its end, held after it. */
export function mapEvent(event: Event, now: Date): RemoteTouch | null {
  const { Id, WhatId, IsDeleted, StartDateTime, EndDateTime, CreatedDate } = event;
  if (WhatId === null || IsDeleted || StartDateTime === null) return null;
  const endsAt = EndDateTime ?? StartDateTime;
  const isHeld = endsAt <= now;
  return {
    externalId: isHeld ? `event:${Id}:held` : `event:${Id}:${StartDateTime.toISOString()}`,
    dealExternalId: WhatId,
    type: isHeld ? "meeting_held" : "meeting_scheduled",
    direction: "two_way",
    occurredAt: isHeld ? StartDateTime : new Date(Math.min(CreatedDate.getTime(), now.getTime())),
    note: noteOf(event.Subject, event.Description),
    startsAt: StartDateTime,
    endsAt,
  };
}

function noteOf(subject: string | null, description: string | null): string | null {
  return [subject, description].filter(Boolean).join("\n").slice(0, MAX_NOTE) || null;
}
