import type { Prisma } from "#generated/prisma/client.ts";
import { changesBetween, type DealFacts } from "#lib/deals/changes-between.ts";
import { factsOf, factsSelect } from "#lib/deals/deal-facts.ts";
import { isClosedStage, isOpenStage, type Stage } from "#lib/deals/stages.ts";
import type { DealChange, DealDomainEvent } from "#lib/events/domain-event.ts";
import type { Origin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import {
  mergeDeal,
  type RemoteFacts,
  readRemoteFacts,
  remoteFactsOf,
  storeRemoteFacts,
} from "#lib/integrations/merge-deal.ts";
import type { RemoteDeal, RemoteStageRef } from "#lib/integrations/remote-record.ts";
import { storeContacts } from "#lib/integrations/store-contacts.ts";
import type { SyncTarget } from "#lib/integrations/sync-target.ts";
import { movesOf, tellStory } from "#lib/integrations/tell-story.ts";
import { updateRemoteDeals } from "#lib/integrations/update-remote-deals.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";

const knownSelect = {
  ...factsSelect,
  id: true,
  externalId: true,
  stageEnteredAt: true,
  closedAt: true,
  remoteStage: true,
  remotePipeline: true,
  remoteChangedAt: true,
  remoteDeletedAt: true,
  remoteFacts: true,
} satisfies Prisma.DealSelect;
type KnownDeal = Prisma.DealGetPayload<{ select: typeof knownSelect }>;

export type StoredPage = {
  created: number;
  updated: number;
  unchanged: number;
  /** Deals on which an edit made here gave way to a later one at the provider. */
  conflicts: { dealId: string; name: string; fields: string[] }[];
};

/**
 * Takes one page of a provider's deals over, with their contacts and stage histories: a
 * fixed number of statements whatever the page holds. The same page again changes nothing.
 */
export async function storeDeals(
  tx: Tx,
  origin: Origin,
  target: SyncTarget,
  toStage: (ref: RemoteStageRef) => Stage,
  deals: readonly RemoteDeal[],
): Promise<StoredPage> {
  const known = await lockKnown(tx, target, deals);
  const events: DealDomainEvent[] = [];
  const idOf = new Map<string, string>();
  const stored: StoredPage = { created: 0, updated: 0, unchanged: 0, conflicts: [] };
  const fresh: object[] = [];
  const changed: Parameters<typeof updateRemoteDeals>[1][number][] = [];
  for (const deal of deals) {
    const remote = remoteFactsOf(deal, {
      stage: toStage(deal.stage),
      currency: deal.currency ?? target.currency,
      assignedToId: memberFor(target, deal.ownerEmail),
    });
    const before = known.get(deal.externalId);
    if (before) {
      idOf.set(deal.externalId, before.id);
      const change = changeOf(target, before, deal, remote, toStage, origin.now);
      if (change.conflicts.length > 0) {
        stored.conflicts.push({ dealId: before.id, name: before.name, fields: change.conflicts });
      }
      if (!change.isChanged) continue;
      changed.push(change.update);
      if (change.event) events.push({ ...change.event, ...happened(target, before.id, origin) });
    } else {
      const id = newId(origin.now);
      idOf.set(deal.externalId, id);
      const story = tellStory(deal, remote, toStage);
      fresh.push(newRow(id, target, deal, remote, story, origin.now));
      events.push({
        name: "deal.imported",
        source: target.provider,
        outcome: "created",
        changes: story.changes,
        ...happened(target, id, origin),
      });
    }
  }
  await insertRows(tx, "Deal", fresh);
  await updateRemoteDeals(tx, changed, origin.now);
  await storeContacts(tx, origin.now, target, deals, idOf);
  await recordDomainEvents(tx, origin, events);
  return {
    ...stored,
    created: fresh.length,
    updated: changed.length,
    unchanged: deals.length - fresh.length - changed.length,
  };
}

function happened({ workspaceId }: SyncTarget, dealId: string, { now }: Origin) {
  return { workspaceId, dealId, occurredAt: now };
}

function memberFor({ memberByEmail }: SyncTarget, email: string | null): string | null {
  return email === null ? null : (memberByEmail.get(email.toLowerCase()) ?? null);
}

/** The deals of the page that are here already, locked in the order of their ids. */
async function lockKnown(
  tx: Tx,
  { workspaceId, provider }: SyncTarget,
  deals: readonly RemoteDeal[],
): Promise<Map<string, KnownDeal>> {
  const externalIds = deals.map(({ externalId }) => externalId);
  // Two people may have connected the same account to one team: one page at a time.
  await tx.$queryRaw`
    SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`sync ${provider} ${workspaceId}`}, 0))`;
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Deal"
    WHERE "workspaceId" = ${workspaceId} AND source = ${provider}::"DealSource"
      AND "externalId" = ANY(${externalIds})
    ORDER BY id FOR UPDATE`;
  const rows = await tx.deal.findMany({
    where: { id: { in: locked.map(({ id }) => id) } },
    select: knownSelect,
  });
  return new Map(rows.map((row) => [row.externalId ?? "", row]));
}

function changeOf(
  target: SyncTarget,
  before: KnownDeal,
  deal: RemoteDeal,
  remote: RemoteFacts,
  toStage: (ref: RemoteStageRef) => Stage,
  now: Date,
) {
  const local = factsOf(before);
  const { facts, conflicts } = mergeDeal(local, readRemoteFacts(before.remoteFacts), remote);
  const { fields, changes } = changesBetween(local, facts);
  const stage = fields.stage ? stageMoments(before, deal, facts, toStage, now) : null;
  const hasChangedHere = Object.keys(fields).length > 0;
  return {
    conflicts,
    isChanged:
      hasChangedHere ||
      before.remoteDeletedAt !== null ||
      before.remoteChangedAt?.getTime() !== deal.changedAt.getTime(),
    update: {
      id: before.id,
      facts,
      hasChangedHere,
      stageEnteredAt: stage?.at ?? before.stageEnteredAt,
      closedAt: isClosedStage(facts.stage) ? (before.closedAt ?? stage?.at ?? now) : null,
      remoteStage: deal.stage.id,
      remotePipeline: deal.stage.pipeline,
      remoteChangedAt: deal.changedAt,
      remoteFacts: storeRemoteFacts(remote),
    },
    event: hasChangedHere
      ? ({
          name: "deal.imported",
          source: target.provider,
          outcome: "updated",
          fields,
          changes: changes.map((change) => stage?.told(change) ?? change),
        } as const)
      : null,
  };
}

/** When the deal came to its present stage, by the provider's history or its own word. */
function stageMoments(
  before: KnownDeal,
  deal: RemoteDeal,
  facts: DealFacts,
  toStage: (ref: RemoteStageRef) => Stage,
  now: Date,
) {
  const entry = movesOf(deal, toStage).findLast(({ to }) => to === facts.stage);
  const stated =
    entry?.at ?? (isClosedStage(facts.stage) ? deal.closedAt : null) ?? deal.stageEnteredAt;
  const at = stated && stated > before.stageEnteredAt && stated <= now ? stated : now;
  return {
    at,
    told: (change: DealChange): DealChange =>
      change.type === "stage_changed"
        ? {
            ...change,
            occurredAt: at,
            ...(entry?.externalId ? { externalId: entry.externalId } : {}),
            payload: {
              ...change.payload,
              ...(isClosedStage(facts.stage) && deal.closeReason
                ? { reason: deal.closeReason }
                : {}),
            },
          }
        : change,
  };
}

function newRow(
  id: string,
  target: SyncTarget,
  deal: RemoteDeal,
  facts: RemoteFacts,
  story: { createdAt: Date; stageEnteredAt: Date; closedAt: Date | null },
  now: Date,
) {
  return {
    id,
    workspaceId: target.workspaceId,
    teamId: target.teamId,
    userId: target.userId,
    ...facts,
    isOpen: isOpenStage(facts.stage),
    source: target.provider,
    externalId: deal.externalId,
    remoteStage: deal.stage.id,
    remotePipeline: deal.stage.pipeline,
    remoteChangedAt: deal.changedAt,
    remoteFacts: storeRemoteFacts(facts),
    createdAt: story.createdAt,
    stageEnteredAt: story.stageEnteredAt,
    closedAt: story.closedAt,
    riskReasons: [],
    updatedAt: now,
  };
}
