import { ROLES, type Role } from "#lib/access/policy.ts";
import { db } from "#lib/platform/db.ts";
import { type Cell, RELATIONS, type Relation } from "./cell.ts";

/**
 * Two companies. The home team has one person of each role whose rights are tested, and two more who
 * are not: a founder, so that an owner can step back, and a colleague, who is in the second team of
 * the company too. Ids say what a row is. Whatever nobody of the home team may see is called SECRET.
 */

export const SECRET = "SECRET-OF-OTHERS";
export const HOME = "team_home";
export const SECOND = "team_second";
export const FOREIGN = "team_foreign";
export const COLLEAGUE = "user_colleague";
/** Begins the id of a notice that somebody got in the second team, which they have left since. */
export const LEFT = "notification_left";
const FOUNDER = "user_founder";
const SECOND_OWNER = "user_second_owner";
const STRANGER = "user_stranger";

export const LONG_AGO = new Date("2026-01-05T09:00:00Z");

export const personOf = (role: Role) => `user_${role}`;
/** A person of the home team whom an action is done to; not the one who acts. */
export const targetOf = (role: Role) => `target_${role}`;

/** Relations that differ from person to person; the others are one row for all. */
const PER_PERSON: ReadonlySet<Relation> = new Set(["own", "assigned", "personal"]);

export function idOf(kind: string, { role, relation }: Cell): string {
  return PER_PERSON.has(relation) ? `${kind}_${relation}_${role}` : `${kind}_${relation}`;
}

/** Every thing of a kind that exists: who is asked about it by. */
export function allCells(): Cell[] {
  return RELATIONS.flatMap((relation) =>
    (PER_PERSON.has(relation) ? ROLES : ROLES.slice(0, 1)).map((role) => ({ role, relation })),
  );
}

export function isSecret(relation: Relation): boolean {
  return ["otherTeam", "otherCompany", "foreignPersonal"].includes(relation);
}

/** The team a thing lies in; null for what is somebody's alone. */
export function teamOf(relation: Relation): string | null {
  if (relation === "otherTeam") return SECOND;
  if (relation === "otherCompany") return FOREIGN;
  return relation === "personal" || relation === "foreignPersonal" ? null : HOME;
}

/** Whose a thing is: the asking person's own, or that of somebody who belongs where it lies. */
export function ownerOf({ role, relation }: Cell): string {
  if (relation === "own" || relation === "personal") return personOf(role);
  if (relation === "otherTeam") return SECOND_OWNER;
  return relation === "otherCompany" || relation === "foreignPersonal" ? STRANGER : COLLEAGUE;
}

export function workspaceOf(cell: Cell): string {
  return teamOf(cell.relation) ?? ownerOf(cell);
}

/** Fills the empty database. */
export async function buildWorld(): Promise<void> {
  const people = [
    ...ROLES.flatMap((role) => [personOf(role), targetOf(role)]),
    COLLEAGUE,
    FOUNDER,
    SECOND_OWNER,
    STRANGER,
  ];
  const outside = new Set<string>([SECOND_OWNER, STRANGER]);
  await db().user.createMany({
    data: people.map((id) => ({
      id,
      email: `${id}@example.test`,
      name: outside.has(id) ? `${SECRET} ${id}` : `Person ${id}`,
      isDemo: true,
    })),
  });
  await db().team.createMany({
    data: [HOME, SECOND, FOREIGN].map((id) => ({
      id,
      slug: id.replace("_", "-"),
      name: id === HOME ? "Home" : `${SECRET} ${id}`,
    })),
  });
  const member = (teamId: string, userId: string, role: Role) => ({
    id: `member_${teamId}_${userId}`,
    teamId,
    userId,
    role,
  });
  await db().teamMember.createMany({
    data: [
      ...ROLES.flatMap((role) => [
        member(HOME, personOf(role), role),
        member(HOME, targetOf(role), role),
      ]),
      member(HOME, COLLEAGUE, "member"),
      member(HOME, FOUNDER, "owner"),
      member(SECOND, COLLEAGUE, "member"),
      member(SECOND, SECOND_OWNER, "owner"),
      member(FOREIGN, STRANGER, "owner"),
    ],
  });
  await plantDeals();
  await plantMeetings();
  await plantNotifications();
}

/** One about each deal, for its owner, and for everybody one of a team that they have left. */
async function plantNotifications(): Promise<void> {
  const notice = (cell: Cell) => ({
    kind: "stage_change" as const,
    teamId: teamOf(cell.relation),
    dealId: idOf("deal", cell),
    title: `${isSecret(cell.relation) ? SECRET : "Acme"} moved to Proposal`,
    body: "",
    createdAt: LONG_AGO,
  });
  const secondTeam: Cell = { role: "owner", relation: "otherTeam" };
  await db().notification.createMany({
    data: [
      ...allCells().map((cell) => ({
        id: idOf("notification", cell),
        userId: ownerOf(cell),
        ...notice(cell),
      })),
      ...ROLES.map((role) => ({
        id: `${LEFT}_${personOf(role)}`,
        userId: personOf(role),
        ...notice(secondTeam),
      })),
    ],
  });
}

/** One of each deal, which it was linked to by a rule. */
async function plantMeetings(): Promise<void> {
  await db().meeting.createMany({
    data: allCells().map((cell) => ({
      id: idOf("meeting", cell),
      workspaceId: workspaceOf(cell),
      teamId: teamOf(cell.relation),
      userId: ownerOf(cell),
      dealId: idOf("deal", cell),
      title: isSecret(cell.relation) ? `${SECRET} meeting` : "Review",
      startsAt: new Date("2098-06-01T09:00:00Z"),
      endsAt: new Date("2098-06-01T10:00:00Z"),
      link: "automatic" as const,
      source: "google_calendar",
    })),
  });
}

/** Each deal with its first event and a comment, and beside it one that was deleted yesterday. */
async function plantDeals(): Promise<void> {
  const cells = allCells();
  const deals = ["deal", "gone"].flatMap((kind) =>
    cells.map((cell) => ({ id: idOf(kind, cell), kind, cell })),
  );
  await db().deal.createMany({
    data: deals.map(({ id, kind, cell }) => ({
      id,
      workspaceId: workspaceOf(cell),
      teamId: teamOf(cell.relation),
      userId: ownerOf(cell),
      assignedToId: cell.relation === "assigned" ? personOf(cell.role) : null,
      name: isSecret(cell.relation) ? `${SECRET} ${id}` : `Acme ${id}`,
      stage: "discovery" as const,
      value: 100_000n,
      currency: "USD",
      stageEnteredAt: LONG_AGO,
      createdAt: LONG_AGO,
      snoozedUntil: new Date("2099-01-01T00:00:00Z"),
      snoozeReason: "They are on holiday",
      deletedAt: kind === "gone" ? new Date(Date.now() - 86_400_000) : null,
    })),
  });
  await db().dealEvent.createMany({
    data: deals.map(({ id }) => ({
      id: `event_${id}`,
      dealId: id,
      type: "deal_created" as const,
      occurredAt: LONG_AGO,
      recordedAt: LONG_AGO,
      source: "system",
      payload: {
        stage: "discovery",
        value: { minor: "100000", currency: "USD" },
        expectedCloseOn: null,
        nextStep: { text: null, dueOn: null },
      },
    })),
  });
  await db().dealComment.createMany({
    data: cells.map((cell) => ({
      id: idOf("comment", cell),
      dealId: idOf("deal", cell),
      authorId: authorOf(cell),
      body: isSecret(cell.relation) ? `${SECRET} comment` : "A comment",
      createdAt: LONG_AGO,
    })),
  });
}

/** Who wrote the comment on such a deal: the asking person, where it is their business. */
export function authorOf(cell: Cell): string {
  return cell.relation === "assigned" ? personOf(cell.role) : ownerOf(cell);
}
