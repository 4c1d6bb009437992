import type { RemoteContact, RemoteDeal } from "#lib/integrations/remote-record.ts";
import type { SyncTarget } from "#lib/integrations/sync-target.ts";
import type { Tx } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/new-id.ts";

/**
 * Takes over the contacts of a page and who of them belongs to which deal, in three statements. A
 * contact is known by its id at the provider; links that the provider no longer has go, those made
 * here to other contacts stay.
 */
export async function storeContacts(
  tx: Tx,
  now: Date,
  target: SyncTarget,
  deals: readonly RemoteDeal[],
  idOf: ReadonlyMap<string, string>,
): Promise<void> {
  const contacts = new Map<string, RemoteContact>();
  for (const deal of deals) {
    for (const contact of deal.contacts) contacts.set(contact.externalId, contact);
  }
  const { workspaceId, userId, teamId, provider } = target;
  const rows = [...contacts.values()].map(({ role: _role, isPrimary: _isPrimary, ...contact }) => ({
    ...contact,
    id: newId(now),
    workspaceId,
    userId,
    teamId,
    source: provider,
    isDemo: false,
    createdAt: now,
    updatedAt: now,
  }));
  if (rows.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "Contact" AS c (id, "workspaceId", "userId", "teamId", name, email, title, phone,
        company, source, "externalId", "isDemo", "createdAt", "updatedAt")
      SELECT id, "workspaceId", "userId", "teamId", name, email, title, phone, company, source,
        "externalId", "isDemo", "createdAt", "updatedAt"
      FROM jsonb_populate_recordset(NULL::"Contact", ${JSON.stringify(rows)}::jsonb)
      ON CONFLICT ("workspaceId", source, "externalId") DO UPDATE SET
        name = excluded.name, email = excluded.email, title = excluded.title,
        phone = excluded.phone, company = excluded.company, "updatedAt" = excluded."updatedAt"
      WHERE (c.name, c.email, c.title, c.phone, c.company) IS DISTINCT FROM
        (excluded.name, excluded.email, excluded.title, excluded.phone, excluded.company)`;
  }
  const links = deals.flatMap((deal) =>
    deal.contacts.map(({ externalId, role, isPrimary }) => ({
      dealId: idOf.get(deal.externalId),
      externalId,
      role,
      isPrimary,
    })),
  );
  const dealIds = deals.map(({ externalId }) => idOf.get(externalId) ?? "");
  await tx.$executeRaw`
    WITH wanted AS (
      SELECT DISTINCT ON (l."dealId", c.id) l."dealId", c.id AS "contactId", l.role, l."isPrimary"
      FROM jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
        AS l("dealId" text, "externalId" text, role text, "isPrimary" boolean)
      JOIN "Contact" c ON c."workspaceId" = ${workspaceId}
        AND c.source = ${provider}::"DealSource" AND c."externalId" = l."externalId"
    ), dropped AS (
      DELETE FROM "DealContact" dc USING "Contact" c
      WHERE dc."dealId" = ANY(${dealIds}) AND c.id = dc."contactId"
        AND c.source = ${provider}::"DealSource"
        AND NOT EXISTS (SELECT 1 FROM wanted w
          WHERE w."dealId" = dc."dealId" AND w."contactId" = dc."contactId")
    )
    INSERT INTO "DealContact" AS dc ("dealId", "contactId", role, "isPrimary")
    SELECT "dealId", "contactId", role, "isPrimary" FROM wanted
    ON CONFLICT ("dealId", "contactId") DO UPDATE
      SET role = excluded.role, "isPrimary" = excluded."isPrimary"
      WHERE (dc.role, dc."isPrimary") IS DISTINCT FROM (excluded.role, excluded."isPrimary")`;
}
