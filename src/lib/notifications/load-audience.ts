import type { Prisma } from "#generated/prisma/client.ts";
import { POLICY, type Role } from "#lib/access/policy.ts";
import { isWithinReach } from "#lib/access/scope.ts";
import type { DomainEvent } from "#lib/events/domain-event.ts";
import { preferencesOf } from "#lib/notifications/preferences.ts";
import type { Tx } from "#lib/platform/db.ts";

export type Person = {
  id: string;
  name: string;
  email: string;
  /** Of NotificationSettings, as stored; null for somebody who never chose. */
  preferences: Prisma.JsonValue;
};
export type Member = Person & { role: Role };

/** A workspace with those of its people who may have to be told. */
export type AudienceWorkspace = {
  id: string;
  /** Null for a personal workspace. */
  teamId: string | null;
  name: string;
  timezone: string;
  members: ReadonlyMap<string, Member>;
};

const dealSelect = {
  id: true,
  workspaceId: true,
  teamId: true,
  userId: true,
  assignedToId: true,
  name: true,
  company: true,
  value: true,
  currency: true,
  stage: true,
  isOpen: true,
  riskBand: true,
  riskReasons: true,
  riskAction: true,
  snoozedUntil: true,
  version: true,
} satisfies Prisma.DealSelect;
export type AudienceDeal = Prisma.DealGetPayload<{ select: typeof dealSelect }>;

export type Audience = {
  deals: ReadonlyMap<string, AudienceDeal>;
  workspaces: ReadonlyMap<string, AudienceWorkspace>;
  /** Members and those whom the events name: also people who are no longer members. */
  people: ReadonlyMap<string, Person>;
  webhookOwners: ReadonlyMap<string, string>;
};

type PersonRow = Person & {
  workspaceId: string | null;
  teamId: string | null;
  workspaceName: string;
  timezone: string;
  role: Role | null;
};

/**
 * Whom events may concern, as things stand now in the transaction: their deals, and of each workspace
 * its leaders and the people whom the deals and the events name. Three statements at the most.
 */
export async function loadAudience(tx: Tx, events: readonly DomainEvent[]): Promise<Audience> {
  const dealIds = unique(events.flatMap(({ dealId }) => dealId ?? []));
  const deals =
    dealIds.length === 0
      ? []
      : await tx.deal.findMany({
          where: { id: { in: dealIds }, deletedAt: null },
          select: dealSelect,
        });
  const webhookIds = events.flatMap((event) =>
    event.name === "webhook.disabled" ? event.webhookId : [],
  );
  const webhooks =
    webhookIds.length === 0
      ? []
      : await tx.webhook.findMany({
          where: { id: { in: unique(webhookIds) } },
          select: { id: true, userId: true },
        });
  const named = unique([
    ...deals.flatMap(({ userId, assignedToId }) => [userId, assignedToId ?? []].flat()),
    ...webhooks.map(({ userId }) => userId),
    ...events.flatMap(peopleNamed),
  ]);
  const workspaceIds = unique(events.map(({ workspaceId }) => workspaceId));
  const rows = await tx.$queryRaw<PersonRow[]>`
    SELECT t.id AS "workspaceId", t.id AS "teamId", t.name AS "workspaceName", t.timezone,
      m.role::text AS role, u.id, u.name, u.email, s.preferences
    FROM "Team" t
    JOIN "TeamMember" m ON m."teamId" = t.id
      AND (m.role IN ('owner', 'admin') OR m."userId" = ANY(${named}))
    JOIN "User" u ON u.id = m."userId"
    LEFT JOIN "NotificationSettings" s ON s."userId" = u.id
    WHERE t.id = ANY(${workspaceIds})
    UNION ALL
    SELECT u.id, NULL, 'Personal', u.timezone, 'owner', u.id, u.name, u.email, s.preferences
    FROM "User" u LEFT JOIN "NotificationSettings" s ON s."userId" = u.id
    WHERE u.id = ANY(${workspaceIds})
    UNION ALL
    SELECT NULL, NULL, '', u.timezone, NULL, u.id, u.name, u.email, s.preferences
    FROM "User" u LEFT JOIN "NotificationSettings" s ON s."userId" = u.id
    WHERE u.id = ANY(${named})`;
  return {
    deals: new Map(deals.map((deal) => [deal.id, deal])),
    workspaces: workspacesOf(rows),
    people: new Map(rows.map((row) => [row.id, row])),
    webhookOwners: new Map(webhooks.map(({ id, userId }) => [id, userId])),
  };
}

function workspacesOf(rows: readonly PersonRow[]): Map<string, AudienceWorkspace> {
  const found = new Map<string, AudienceWorkspace & { members: Map<string, Member> }>();
  for (const { workspaceId, teamId, workspaceName, timezone, role, ...person } of rows) {
    if (workspaceId === null || role === null) continue;
    const workspace = found.get(workspaceId) ?? {
      id: workspaceId,
      teamId,
      name: workspaceName,
      timezone,
      members: new Map(),
    };
    workspace.members.set(person.id, { ...person, role });
    found.set(workspaceId, workspace);
  }
  return found;
}

function peopleNamed(event: DomainEvent): readonly string[] {
  switch (event.name) {
    case "deal.commented":
    case "deal.comment_edited":
      return event.mentions;
    case "team.member_added":
    case "team.member_removed":
    case "team.role_changed":
    case "sync.failed":
    case "slack.disabled":
      return [event.userId];
    case "team.deleted":
      return event.memberIds;
    default:
      return [];
  }
}

/** Owner and assignee of a deal, as far as they may read it. */
export function peopleOf(deal: AudienceDeal, workspace: AudienceWorkspace): Member[] {
  return readers(deal, workspace, [deal.userId, deal.assignedToId]);
}

/** The leaders of the deal's team who want to hear about everybody's deals. */
export function leadersOf(deal: AudienceDeal, workspace: AudienceWorkspace): Member[] {
  const leaders = leadersIn(workspace).filter((member) => preferencesOf(member).scope === "team");
  return readers(
    deal,
    workspace,
    leaders.map(({ id }) => id),
  );
}

/** Owners and admins of a team. A personal workspace has no one to lead. */
export function leadersIn({ teamId, members }: AudienceWorkspace): Member[] {
  if (teamId === null) return [];
  return [...members.values()].filter(({ role }) => role === "owner" || role === "admin");
}

/** Those of the people who may read the deal now, each once. */
export function readers(
  deal: AudienceDeal,
  workspace: AudienceWorkspace,
  ids: readonly (string | null)[],
): Member[] {
  return unique(ids).flatMap((id) => {
    const member = id === null ? undefined : workspace.members.get(id);
    if (!member) return [];
    if (deal.teamId === null) return member.id === deal.userId ? [member] : [];
    return isWithinReach(POLICY["deal.read"][member.role], member.id, deal) ? [member] : [];
  });
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
