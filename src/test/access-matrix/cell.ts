import type { Role } from "#lib/access/policy.ts";

/**
 * What a thing is to the person who asks. `own`, `assigned` and `team` lie in the person's team,
 * `otherTeam` in a team of the same company that they are not in, `personal` and `foreignPersonal` in
 * no team.
 */
export const RELATIONS = [
  "own",
  "assigned",
  "team",
  "otherTeam",
  "otherCompany",
  "personal",
  "foreignPersonal",
] as const;
export type Relation = (typeof RELATIONS)[number];

/** One question of the matrix: somebody with this role in the home team asks for such a thing. */
export type Cell = { role: Role; relation: Relation };

/** What has to come of it. Everything but "ok" leaves every row of the database as it was. */
export type Verdict = "ok" | "forbidden" | "not_found" | "invalid" | "conflict" | "sign_in";

export const STATUS_OF: Record<Exclude<Verdict, "ok">, number> = {
  sign_in: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
};

/** A question in words, for the report of what went wrong. */
export function nameOf({ role, relation }: Cell): string {
  return `${role} × ${relation}`;
}

/** Keys may end in a variant: `POST /api/deals/bulk (delete)`. */
export function withoutVariant(key: string): string {
  return key.replace(/ \([\w -]+\)$/, "");
}
