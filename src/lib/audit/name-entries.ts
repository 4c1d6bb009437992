import type { Prisma } from "#generated/prisma/client.ts";
import type { AuditEntryDto } from "#lib/audit/schema.ts";
import { db } from "#lib/platform/db.ts";

export const auditSelect = {
  id: true,
  workspaceId: true,
  seq: true,
  actorId: true,
  actorName: true,
  action: true,
  targetType: true,
  targetId: true,
  metadata: true,
  requestId: true,
  occurredAt: true,
  hash: true,
} satisfies Prisma.AuditLogSelect;
export type AuditRow = Prisma.AuditLogGetPayload<{ select: typeof auditSelect }>;

/** The fields of the metadata that hold people. */
const PEOPLE_FIELDS = ["ownedTo", "assignedTo", "userId"] as const;

type Names = ReadonlyMap<string, string>;

/**
 * Entries as callers see them. The log itself holds ids: whoever and whatever is still there is named
 * as it is called today, in a fixed number of statements.
 */
export async function nameEntries(rows: readonly AuditRow[]): Promise<AuditEntryDto[]> {
  const people = await namesOfPeople(rows);
  const targets = await namesOfTargets(rows);
  return rows.map((row) => {
    const { id, seq, actorId, actorName, action, targetType, targetId } = row;
    const isPerson = targetType === "user" || targetType === "member";
    const known = isPerson ? people : targets;
    return {
      id,
      place: seq,
      action,
      actor: { id: actorId, name: people.get(actorId ?? "") ?? actorName },
      target:
        targetType === null
          ? null
          : { type: targetType, id: targetId, name: known.get(targetId ?? "") ?? null },
      metadata: metadataOf(row),
      names: Object.fromEntries(
        peopleIn(row).flatMap((person) => {
          const name = people.get(person);
          return name === undefined ? [] : [[person, name]];
        }),
      ),
      requestId: row.requestId,
      occurredAt: row.occurredAt.toISOString(),
      hash: row.hash,
    };
  });
}

async function namesOfPeople(rows: readonly AuditRow[]): Promise<Names> {
  const ids = rows.flatMap((row) => [row.actorId, row.targetId, ...peopleIn(row)]);
  return toNames(
    await db().user.findMany({
      where: { id: { in: present(ids) } },
      select: { id: true, name: true },
    }),
  );
}

/** By the ids of things of the very workspaces that the entries are of. */
async function namesOfTargets(rows: readonly AuditRow[]): Promise<Names> {
  const workspaceId = { in: present(rows.map((row) => row.workspaceId)) };
  const idsOf = (type: string) => ({
    in: present(rows.map((row) => (row.targetType === type ? row.targetId : null))),
  });
  const [teams, invites, webhooks, channels, deals] = await Promise.all([
    db().team.findMany({
      where: { AND: [{ id: idsOf("team") }, { id: workspaceId }] },
      select: { id: true, name: true },
    }),
    db().teamInvite.findMany({
      where: { id: idsOf("invite"), teamId: workspaceId },
      select: { id: true, email: true },
    }),
    db().webhook.findMany({
      where: { id: idsOf("webhook"), workspaceId },
      select: { id: true, name: true },
    }),
    db().slackIntegration.findMany({
      where: { id: idsOf("slack"), workspaceId },
      select: { id: true, channelName: true },
    }),
    db().deal.findMany({
      where: { id: idsOf("deal"), workspaceId },
      select: { id: true, name: true },
    }),
  ]);
  return toNames([
    ...teams,
    ...invites.map(({ id, email }) => ({ id, name: email })),
    ...webhooks,
    ...channels.map(({ id, channelName }) => ({ id, name: channelName })),
    ...deals,
  ]);
}

function toNames(things: readonly { id: string; name: string }[]): Names {
  return new Map(things.map(({ id, name }) => [id, name]));
}

function present(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null);
}

function peopleIn(row: AuditRow): string[] {
  const metadata = metadataOf(row);
  return PEOPLE_FIELDS.flatMap((field) => metadata[field]).filter((id) => typeof id === "string");
}

function metadataOf({ metadata }: AuditRow): Record<string, unknown> {
  const isRecord = typeof metadata === "object" && metadata !== null && !Array.isArray(metadata);
  return isRecord ? metadata : {};
}
