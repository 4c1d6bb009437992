import type { ChangePayload, ChangeType } from "#lib/deals/event-types.ts";
import type { DealEventDto } from "#lib/deals/schema.ts";

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
  | { name: "deal.imported"; outcome: "created"; changes: DealChange[] }
  | { name: "deal.imported"; outcome: "updated"; fields: FieldChanges; changes: DealChange[] }
  | { name: "deal.history_imported"; added: number };

/**
 * Something that happened, recorded once in the transaction of its cause. Whatever follows from it
 * hangs off that record (see consumers.ts).
 */
export type DomainEvent = {
  workspaceId: string;
  dealId: string;
  /** When it happened in the world; the context's `now` unless a file or provider says otherwise. */
  occurredAt: Date;
} & DealHappening;

export type DomainEventName = DomainEvent["name"];
