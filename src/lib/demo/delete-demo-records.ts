import type { DemoCounts } from "#lib/demo/schema.ts";
import type { Tx } from "#lib/platform/db.ts";

/**
 * Deletes the generated records of one workspace, or for null of all, with everything that hangs on
 * them, in the caller's transaction. People, teams and what anybody has added themselves stay.
 */
export async function deleteDemoRecords(tx: Tx, workspaceId: string | null): Promise<DemoCounts> {
  const where = { isDemo: true, ...(workspaceId === null ? {} : { workspaceId }) };
  // The audit trail lets rows go only with their deal, and only while this is set.
  await tx.$executeRaw`SELECT set_config('sentinel.erasing', 'on', true)`;
  for (const table of ["DomainEvent", "RealtimeEvent", "WebhookEvent"] as const) {
    await forgetEvents(tx, table, workspaceId);
  }
  const deals = await tx.deal.deleteMany({ where });
  const meetings = await tx.meeting.deleteMany({ where });
  const contacts = await tx.contact.deleteMany({ where });
  const webhooks = await tx.webhook.deleteMany({ where });
  return {
    deals: deals.count,
    meetings: meetings.count,
    contacts: contacts.count,
    webhooks: webhooks.count,
  };
}

/** What happened to a deal is kept by its id alone, so that it does not go with the deal by itself. */
async function forgetEvents(
  tx: Tx,
  table: "DomainEvent" | "RealtimeEvent" | "WebhookEvent",
  workspaceId: string | null,
): Promise<void> {
  await tx.$executeRawUnsafe(
    `DELETE FROM "${table}" WHERE "dealId" IN (
       SELECT id FROM "Deal" WHERE "isDemo" AND ($1::text IS NULL OR "workspaceId" = $1))`,
    workspaceId,
  );
}
