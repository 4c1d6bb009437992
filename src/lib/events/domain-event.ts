import type { Role } from "#lib/access/policy.ts";
import type { ChangePayload, ChangeType, DealSource } from "#lib/deals/event-types.ts";
import type { DealEventDto } from "#lib/deals/schema.ts";
import type { Band } from "#lib/risk/types.ts";

/** One change of a deal's record: the entry that its event log gets. */
export type DealChange = {
  [T in ChangeType]: {
    type: T;
    payload: ChangePayload[T];
    /** When it is not the moment of the domain event: a file tells of the past. */
    occurredAt?: Date;
    externalId?: string;
  };
}[ChangeType];

/** Before and after of each field that was changed, in the words of the API. */
export type FieldChanges = Record<string, { from: unknown; to: unknown }>;

type DealHappening =
  | { name: "deal.created"; change: DealChange }
  | { name: "deal.updated"; fields: FieldChanges; changes: DealChange[]; version: number }
  | { name: "deal.touchpoint_logged"; event: DealEventDto }
  | { name: "deal.deleted" }
  | { name: "deal.restored" }
  /** From a file or a provider: `source` is where its entries in the event log come from. */
  | { name: "deal.imported"; source: DealSource; outcome: "created"; changes: DealChange[] }
  | {
      name: "deal.imported";
      source: DealSource;
      outcome: "updated";
      fields: FieldChanges;
      changes: DealChange[];
    }
  | { name: "deal.history_imported"; added: number }
  /** Touchpoints that a provider told of: news, unlike imported history. */
  | { name: "deal.touchpoints_synced"; added: number }
  /** `mentions`: ids of the people named in it. */
  | { name: "deal.commented"; commentId: string; body: string; mentions: string[] }
  | { name: "deal.comment_edited"; commentId: string; body: string; mentions: string[] }
  | { name: "deal.comment_deleted"; commentId: string }
  | { name: "deal.snoozed"; until: string; reason: string }
  /** By somebody, or by the clock at the end of the snooze. `snoozedBand`: the band it had before. */
  | { name: "deal.woken"; snoozedBand: Band | null }
  /** By what somebody did or by time alone; never because the rules of scoring changed. */
  | { name: "deal.band_changed"; from: Band; to: Band; score: number; reasons: string[] }
  /** The recommended action was due and nobody has done it. */
  | { name: "deal.action_overdue"; label: string; dueAt: string };

type WorkspaceHappening =
  | { name: "team.created" }
  | { name: "team.updated"; fields: FieldChanges }
  /** With everything in it; `memberIds`: who was in it. */
  | { name: "team.deleted"; teamName: string; memberIds: string[] }
  | { name: "team.member_added"; userId: string; role: Role }
  /** `hasLeft`: by their own wish. */
  | { name: "team.member_removed"; userId: string; role: Role; hasLeft: boolean }
  | { name: "team.role_changed"; userId: string; from: Role; to: Role }
  /** To whom: whoever connected it. */
  | { name: "sync.failed"; integration: string; userId: string; message: string }
  | { name: "webhook.disabled"; webhookId: string; webhookName: string; reason: string }
  /** `userId`: whoever added it. */
  | {
      name: "slack.disabled";
      slackId: string;
      channelName: string;
      userId: string;
      reason: string;
    };

type Happened = {
  workspaceId: string;
  /** When it happened in the world; the origin's `now` unless a file or provider says otherwise. */
  occurredAt: Date;
};

/** Something that happened to a deal. */
export type DealDomainEvent = Happened & { dealId: string } & DealHappening;
/** Something that happened to a workspace: its people or its settings. */
export type WorkspaceDomainEvent = Happened & { dealId: null } & WorkspaceHappening;

/**
 * Something that happened, recorded once in the transaction of its cause. Whatever follows from it
 * hangs off that record (see consumers.ts).
 */
export type DomainEvent = DealDomainEvent | WorkspaceDomainEvent;
export type DomainEventName = DomainEvent["name"];

export function isDealEvent(event: DomainEvent): event is DealDomainEvent {
  return event.dealId !== null;
}
