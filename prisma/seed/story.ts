import type { Prisma } from "#generated/prisma/client.ts";
import { changesBetween, type DealFacts } from "#lib/deals/changes-between.ts";
import {
  DEFAULT_DIRECTION,
  type Direction,
  type TouchpointPayload,
  type TouchpointType,
} from "#lib/deals/event-types.ts";
import type { DealEventDto } from "#lib/deals/schema.ts";
import { isClosedStage } from "#lib/deals/stages.ts";
import { beforeAndAfter } from "#lib/deals/write-timeline.ts";
import type { DealDomainEvent } from "#lib/events/domain-event.ts";
import type { Company } from "./companies.ts";
import type { Member, Person } from "./people.ts";
import type { Random } from "./random.ts";
import type { WorkingTime } from "./working-time.ts";

/** Where a story is set. */
export type World = {
  random: Random;
  /** Ids come from chances of their own, so that their number moves nothing else. */
  newId: () => string;
  time: WorkingTime;
  teamId: string;
};

/** What is known about a deal before its story begins. */
export type Brief = {
  id: string;
  name: string;
  company: Company;
  contact: Person;
  owner: Member;
  value: bigint;
  currency: string;
  /** Null for a deal entered by hand. */
  externalId: string | null;
};

export type Snooze = { until: Date; reason: string };

/** A deal and all that happened to it, as rows. */
export type StoryRows = {
  deal: Prisma.DealCreateManyInput & { id: string };
  events: Prisma.DealEventCreateManyInput[];
  timeline: Prisma.DealTimelineCreateManyInput[];
  meetings: Prisma.MeetingCreateManyInput[];
};

export type Story = ReturnType<typeof createStory>;

/** Two things done by one person are at least this far apart. */
const PAUSE_MS = 6 * 60_000;
const MEETING_MS = 45 * 60_000;

/**
 * A deal's life told as beats, each about so many days before now and in any order. `rows` plays them
 * in order of time and keeps the books as the product does: an event and an audit entry for each, and
 * the deal's columns as the last change left them.
 */
export function createStory({ newId, time, teamId }: World, brief: Brief, first: DealFacts) {
  const beats: { ago: number; tell: () => void }[] = [];
  const events: StoryRows["events"] = [];
  const timeline: StoryRows["timeline"] = [];
  const meetings: StoryRows["meetings"] = [];
  let facts = first;
  let at = Number.NEGATIVE_INFINITY;
  let createdAt = 0;
  let stageEnteredAt = 0;
  let changedAt = 0;
  let lastActivityAt: number | null = null;
  let version = 1;

  function beat(ago: number, tell: () => void): void {
    beats.push({
      ago,
      tell: () => {
        at = Math.min(Math.max(time.moment(ago), at + PAUSE_MS), time.now);
        tell();
      },
    });
  }

  const base = () => ({ workspaceId: teamId, dealId: brief.id, occurredAt: new Date(at) });

  function log(entry: Pick<DealEventDto, "type" | "direction" | "source" | "payload">) {
    const moment = new Date(at);
    const id = newId();
    events.push({
      ...entry,
      id,
      dealId: brief.id,
      actorId: brief.owner.id,
      occurredAt: moment,
      recordedAt: moment,
      payload: entry.payload as Prisma.InputJsonObject,
    });
    return { ...entry, id, occurredAt: moment.toISOString(), recordedAt: moment.toISOString() };
  }

  function audit(event: DealDomainEvent): void {
    timeline.push({
      id: newId(),
      dealId: brief.id,
      actorId: brief.owner.id,
      actorName: brief.owner.name,
      action: event.name,
      occurredAt: event.occurredAt,
      ...beforeAndAfter(event),
    });
  }

  function begin(): void {
    createdAt = at;
    stageEnteredAt = at;
    changedAt = at;
    const payload = {
      stage: facts.stage,
      value: { minor: facts.value.toString(), currency: facts.currency },
      expectedCloseOn: facts.expectedCloseOn,
      nextStep: { text: facts.nextStep, dueOn: facts.nextStepDueOn },
    };
    const source = brief.externalId === null ? "system" : "csv";
    log({ type: "deal_created", direction: null, source, payload });
    audit({ ...base(), name: "deal.created", change: { type: "deal_created", payload } });
  }

  function update(patch: Partial<DealFacts>): void {
    const before = facts;
    facts = { ...facts, ...patch };
    const { fields, changes } = changesBetween(before, facts);
    if (changes.length === 0) return;
    version += 1;
    changedAt = at;
    if (facts.stage !== before.stage) stageEnteredAt = at;
    for (const { type, payload } of changes) {
      log({ type, direction: null, source: "system", payload: { ...payload } });
    }
    audit({ ...base(), name: "deal.updated", fields, changes, version });
  }

  function touch(
    type: TouchpointType,
    payload: TouchpointPayload,
    direction: Direction | null = DEFAULT_DIRECTION[type],
  ): void {
    lastActivityAt = at;
    const event = log({ type, direction, source: "manual", payload });
    audit({ ...base(), name: "deal.touchpoint_logged", event });
  }

  function addMeeting(title: string, startsAt: number): void {
    meetings.push({
      id: newId(),
      workspaceId: teamId,
      teamId,
      userId: brief.owner.id,
      dealId: brief.id,
      title: `${title}: ${brief.name}`,
      startsAt: new Date(startsAt),
      endsAt: new Date(startsAt + MEETING_MS),
      attendees: [{ name: brief.contact.name, email: brief.contact.email }],
      link: "manual",
      source: "manual",
      isDemo: true,
      createdAt: new Date(at),
      updatedAt: new Date(at),
    });
  }

  return {
    /** The present facts while a beat is told. */
    facts: () => facts,

    create(ago: number): void {
      beat(ago, begin);
    },

    change(ago: number, patch: () => Partial<DealFacts>): void {
      beat(ago, () => update(patch()));
    },

    touch(ago: number, ...what: Parameters<typeof touch>): void {
      beat(ago, () => touch(...what));
    },

    /** A meeting planned `notice` days ahead; held, unless it lies ahead of now. */
    meet(ago: number, notice: number, title: string, note: string): void {
      const startsAt = time.moment(ago);
      beat(Math.max(ago + notice, 0), () => {
        touch("meeting_scheduled", { note: title, startsAt: new Date(startsAt).toISOString() });
        addMeeting(title, startsAt);
      });
      if (startsAt <= time.now) beat(ago, () => touch("meeting_held", { note }));
    },

    /** Plays the story; to be called once. */
    rows(snooze: Snooze | null): StoryRows {
      for (const { tell } of beats.sort((a, b) => b.ago - a.ago)) tell();
      const isClosed = isClosedStage(facts.stage);
      const { assignedToId, expectedCloseOn, nextStepDueOn, ...columns } = facts;
      return {
        deal: {
          ...columns,
          id: brief.id,
          workspaceId: teamId,
          teamId,
          userId: brief.owner.id,
          assignedToId,
          isOpen: !isClosed,
          expectedCloseOn: toDate(expectedCloseOn),
          nextStepDueOn: toDate(nextStepDueOn),
          stageEnteredAt: new Date(stageEnteredAt),
          snoozedUntil: snooze?.until ?? null,
          snoozeReason: snooze?.reason ?? null,
          isDemo: true,
          source: brief.externalId === null ? null : "csv",
          externalId: brief.externalId,
          lastActivityAt: lastActivityAt === null ? null : new Date(lastActivityAt),
          closedAt: isClosed ? new Date(stageEnteredAt) : null,
          createdAt: new Date(createdAt),
          updatedAt: new Date(changedAt),
          version,
          // A closed deal was assessed when it closed; open ones are by the engine, at the end.
          riskComputedAt: isClosed ? new Date(stageEnteredAt) : null,
        },
        events,
        timeline,
        meetings,
      };
    },
  };
}

function toDate(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00Z`);
}
