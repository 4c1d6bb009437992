import { writeDealEvents } from "#lib/deals/write-deal-events.ts";
import { writeTimeline } from "#lib/deals/write-timeline.ts";
import type { DomainEvent } from "#lib/events/domain-event.ts";
import type { Origin } from "#lib/events/origin.ts";
import { queueWriteBack } from "#lib/integrations/queue-write-back.ts";
import { notifyPeople } from "#lib/notifications/notify-people.ts";
import type { Tx } from "#lib/platform/db.ts";
import { feedRealtime } from "#lib/realtime/feed-realtime.ts";
import { reassessOnTeamChange } from "#lib/risk/store/reassess-on-team-change.ts";
import { recomputeRiskOf } from "#lib/risk/store/recompute-risk.ts";
import { refreshNormsOnClose } from "#lib/risk/store/refresh-norms-on-close.ts";
import { queueSlack } from "#lib/slack/queue-slack.ts";
import { queueWebhooks } from "#lib/webhooks/queue-webhooks.ts";

/**
 * Follows up what happened, inside its transaction; slow or outside work is queued from here. Gets
 * all events of the transaction at once, so that an import costs a few statements, not thousands.
 * What it returns has happened as a consequence and is recorded next.
 */
export type Consumer = (
  tx: Tx,
  origin: Origin,
  events: readonly DomainEvent[],
  // biome-ignore lint/suspicious/noConfusingVoidType: most consumers cause nothing further
) => Promise<readonly DomainEvent[] | void>;

/**
 * In this order: the risk reads the event log that the first one writes, people are told of it, and
 * the open pages show what it all came to.
 */
export const CONSUMERS: readonly Consumer[] = [
  writeDealEvents,
  writeTimeline,
  recomputeRiskOf,
  refreshNormsOnClose,
  reassessOnTeamChange,
  queueWriteBack,
  notifyPeople,
  queueWebhooks,
  queueSlack,
  feedRealtime,
];
