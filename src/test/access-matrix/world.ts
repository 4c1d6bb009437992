import { ROLES, type Role } from "#lib/access/policy.ts";
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
export const FOUNDER = "user_founder";
export const SECOND_OWNER = "user_second_owner";
export const STRANGER = "user_stranger";

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

/** Who wrote the comment on such a deal: the asking person, where it is their business. */
export function authorOf(cell: Cell): string {
  return cell.relation === "assigned" ? personOf(cell.role) : ownerOf(cell);
}
