import { type Action, type DealAction, POLICY } from "#lib/access/policy.ts";
import type { Cell, Relation, Verdict } from "./cell.ts";
import { isSecret } from "./world.ts";

// What must come of a question, derived from the policy: the matrix repeats none of its cells.

export const DEAL_RELATIONS = [
  "own",
  "assigned",
  "team",
  "otherTeam",
  "otherCompany",
  "personal",
  "foreignPersonal",
] as const satisfies readonly Relation[];
export const TEAM_RELATIONS = [
  "team",
  "otherTeam",
  "otherCompany",
] as const satisfies readonly Relation[];
/** One's own things, and somebody else's of the kind. */
export const PERSON_RELATIONS = ["own", "otherCompany"] as const satisfies readonly Relation[];

export type Rule = (cell: Cell) => Verdict;

/** Who may do this to a deal: what one may not see is not there, what one may not do is refused. */
export function dealRule(action: DealAction): Rule {
  return ({ role, relation }) => {
    if (isSecret(relation)) return "not_found";
    if (relation === "personal") return "ok";
    const reach = POLICY[action][role];
    const isReached =
      reach === "all" ||
      (reach === "assigned" && relation !== "team") ||
      (reach === "own" && relation === "own");
    return isReached ? "ok" : "forbidden";
  };
}

/** Who may do this in a team; any member may where no action is named. */
export function teamRule(action: Action | null, foreign: Verdict = "not_found"): Rule {
  return ({ role, relation }) => {
    if (isSecret(relation)) return foreign;
    return action === null || POLICY[action][role] !== "none" ? "ok" : "forbidden";
  };
}

/** Everybody with their own things, nobody with somebody else's. */
export const personRule: Rule = ({ relation }) => (isSecret(relation) ? "not_found" : "ok");

/** Whatever is asked: a list shows what one may see, and that alone. */
export const anyone: Rule = () => "ok";

/** Both have to hold; the first that does not says why. */
export function both(...rules: readonly Rule[]): Rule {
  return (cell) => rules.map((rule) => rule(cell)).find((verdict) => verdict !== "ok") ?? "ok";
}
