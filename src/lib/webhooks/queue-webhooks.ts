import { loadDeals } from "#lib/deals/load-deals.ts";
import type { Consumer } from "#lib/events/consumers.ts";
import type { Origin } from "#lib/events/origin.ts";
import { type PublicEvent, toPublicEvents } from "#lib/events/public-event.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { afterCommit, type Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import { deliverWebhooksKind } from "#lib/webhooks/job-kinds.ts";
import { payloadData, payloadText, type Subjects } from "#lib/webhooks/payload.ts";
import { wakeDispatcher } from "#lib/webhooks/wake-dispatcher.ts";

/**
 * Writes down what has to be told to whom, in the transaction of the cause: an event for each thing
 * that somebody subscribes to, and a delivery for each endpoint. Sending is somebody else's work.
 */
export const queueWebhooks: Consumer = async (tx, origin, events) => {
  const told = events.flatMap(toPublicEvents);
  if (told.length === 0) return;
  const endpoints = await endpointsByEvent(tx, told);
  const wanted = told.filter((event) => endpoints.has(keyOf(event)));
  if (wanted.length === 0) return;
  const subjects = await loadSubjects(tx, wanted);
  const rows = wanted.flatMap((event) => {
    const { name, cause } = event;
    const data = payloadData(name, cause, subjects, actorOf(origin));
    if (!data) return [];
    const id = `evt_${newId(origin.now)}`;
    return [
      {
        event: {
          id,
          workspaceId: cause.workspaceId,
          dealId: cause.dealId,
          event: name,
          body: payloadText(id, name, cause.occurredAt, data),
          isTest: false,
          createdAt: origin.now,
        },
        deliveries: (endpoints.get(keyOf(event)) ?? []).map((webhookId) => ({
          id: newId(origin.now),
          webhookId,
          eventId: id,
          status: "pending",
          attemptCount: 0,
          attemptsBefore: 0,
          nextAttemptAt: origin.now,
          createdAt: origin.now,
          updatedAt: origin.now,
        })),
      },
    ];
  });
  await insertRows(
    tx,
    "WebhookEvent",
    rows.map(({ event }) => event),
  );
  await insertRows(
    tx,
    "WebhookDelivery",
    rows.flatMap(({ deliveries }) => deliveries),
  );
  // In one order everywhere, so that two transactions which queue the same jobs cannot lock each other.
  const workspaceIds = [...new Set(rows.map(({ event }) => event.workspaceId))].sort();
  for (const workspaceId of workspaceIds) {
    await enqueue(tx, deliverWebhooksKind, { workspaceId }, { key: workspaceId });
  }
  afterCommit(tx, wakeDispatcher);
};

const keyOf = ({ name, cause }: PublicEvent) => `${cause.workspaceId} ${name}`;

/** Ids of the endpoints that listen, for each workspace and event. */
async function endpointsByEvent(
  tx: Tx,
  told: readonly PublicEvent[],
): Promise<ReadonlyMap<string, string[]>> {
  const webhooks = await tx.webhook.findMany({
    where: {
      workspaceId: { in: [...new Set(told.map(({ cause }) => cause.workspaceId))] },
      isActive: true,
      events: { hasSome: [...new Set(told.map(({ name }) => name))] },
    },
    select: { id: true, workspaceId: true, events: true },
  });
  const listening = new Map<string, string[]>();
  for (const { id, workspaceId, events } of webhooks) {
    for (const name of events) {
      const key = `${workspaceId} ${name}`;
      listening.set(key, [...(listening.get(key) ?? []), id]);
    }
  }
  return listening;
}

async function loadSubjects(tx: Tx, wanted: readonly PublicEvent[]): Promise<Subjects> {
  const causes = wanted.map(({ cause }) => cause);
  const dealIds = causes.flatMap(({ dealId }) => dealId ?? []);
  const userIds = causes.flatMap((cause) => ("userId" in cause ? cause.userId : []));
  const teamIds = causes.filter(({ dealId }) => dealId === null).map((one) => one.workspaceId);
  const [deals, people, teams] = [
    await loadDeals(tx, dealIds),
    await tx.user.findMany({
      where: { id: { in: userIds } },
      select: { id: true, name: true, email: true },
    }),
    await tx.team.findMany({ where: { id: { in: teamIds } }, select: { id: true, name: true } }),
  ];
  return {
    deals,
    people: new Map(people.map(({ id, ...person }) => [id, person])),
    teams: new Map(teams.map(({ id, ...team }) => [id, team])),
  };
}

function actorOf({ user }: Origin): { id: string; name: string } | null {
  return user ? { id: user.id, name: user.name } : null;
}
