import { Prisma } from "#generated/prisma/client.ts";
import { type NamedPerson, withoutName } from "#lib/account/without-name.ts";
import { DELETED_ACCOUNT } from "#lib/audit/deleted-account.ts";
import type { Tx } from "#lib/platform/db.ts";

const BATCH = 500;

/**
 * A table in which names stand in text that was written for others: what of a row is looked at, as the
 * text of JSON, and how it is written back from such a text, `x.value`.
 */
type Copies = { table: string; workspace: string; read: string; write: string };

const COPIES: readonly Copies[] = [
  {
    table: "Notification",
    workspace: '"teamId"',
    read: "jsonb_build_object('title', title, 'body', body, 'payload', payload)::text",
    write: `title = x.value::jsonb->>'title', body = x.value::jsonb->>'body',
      payload = x.value::jsonb->'payload'`,
  },
  {
    table: "EmailMessage",
    workspace: '"workspaceId"',
    read: "data::text",
    write: "data = x.value::jsonb",
  },
  // Its text is what is signed, so it is kept in the order in which it was written.
  { table: "WebhookEvent", workspace: '"workspaceId"', read: "body", write: "body = x.value" },
  {
    table: "SlackMessage",
    workspace: `(SELECT s."workspaceId" FROM "SlackIntegration" s WHERE s.id = "slackId")`,
    read: "data::text",
    write: "data = x.value::jsonb",
  },
  {
    table: "RealtimeEvent",
    workspace: '"workspaceId"',
    read: "data::text",
    write: "data = x.value::jsonb",
  },
  {
    table: "Meeting",
    workspace: '"teamId"',
    read: "attendees::text",
    write: "attendees = x.value::jsonb",
  },
];

/**
 * Takes somebody's name and address out of what stays: the audit trail and log, everywhere, and what
 * was written for others in the teams that they were in. What people themselves wrote is theirs and
 * stays as it is.
 */
export async function forgetPerson(
  tx: Tx,
  person: NamedPerson & { id: string },
  teamIds: readonly string[],
): Promise<void> {
  const { id } = person;
  const former = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT "workspaceId" AS id FROM "AuditLog"
    WHERE "workspaceId" IS NOT NULL AND ("actorId" = ${id} OR "targetId" = ${id})`;
  const workspaceIds = [...new Set([...teamIds, ...former.map((team) => team.id)])];
  for (const table of ["AuditLog", "DealTimeline"]) {
    await tx.$executeRaw`
      UPDATE ${Prisma.raw(`"${table}"`)} SET "actorName" = ${DELETED_ACCOUNT}
      WHERE "actorId" = ${id} AND "actorName" <> ${DELETED_ACCOUNT}`;
  }
  for (const copies of COPIES) await rewrite(tx, copies, workspaceIds, person);
}

async function rewrite(
  tx: Tx,
  { table, workspace, read, write }: Copies,
  workspaceIds: readonly string[],
  person: NamedPerson,
): Promise<void> {
  const inJson = JSON.stringify(person.name).slice(1, -1);
  for (let after = ""; ; ) {
    const rows = await tx.$queryRaw<{ id: string; value: string }[]>`
      SELECT id::text AS id, value FROM (
        SELECT id, ${Prisma.raw(read)} AS value FROM ${Prisma.raw(`"${table}"`)}
        WHERE ${Prisma.raw(workspace)} = ANY(${workspaceIds})
      ) r
      WHERE id::text > ${after}
        AND (strpos(value, ${inJson}) > 0 OR strpos(lower(value), ${person.email}) > 0)
      ORDER BY id::text LIMIT ${BATCH}`;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    const changed = rows.flatMap(({ id, value }) => {
      const without = JSON.stringify(withoutName(JSON.parse(value), person));
      return without === value ? [] : [{ id, value: without }];
    });
    await tx.$executeRaw`
      UPDATE ${Prisma.raw(`"${table}"`)} r SET ${Prisma.raw(write)}
      FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS x(id text, value text)
      WHERE r.id::text = x.id`;
  }
}
