export const ROLES = ["viewer", "member", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

/** On which deals of the team a role may do something. "assigned" includes one's own. */
export type Reach = "none" | "own" | "assigned" | "all";

/**
 * Who may do what, for everything in a team. A deal without a team is its creator's alone, with
 * every right. The server decides by this table and the pages hide by it.
 */
export const POLICY = {
  "deal.read": { viewer: "all", member: "all", admin: "all", owner: "all" },
  "deal.export": { viewer: "all", member: "all", admin: "all", owner: "all" },
  "deal.create": { viewer: "none", member: "all", admin: "all", owner: "all" },
  "deal.log_event": { viewer: "none", member: "all", admin: "all", owner: "all" },
  "deal.comment": { viewer: "none", member: "all", admin: "all", owner: "all" },
  "deal.moderate": { viewer: "none", member: "none", admin: "all", owner: "all" },
  "deal.edit": { viewer: "none", member: "assigned", admin: "all", owner: "all" },
  "deal.delete": { viewer: "none", member: "own", admin: "all", owner: "all" },
  "deal.assign": { viewer: "none", member: "assigned", admin: "all", owner: "all" },
  "deal.import": { viewer: "none", member: "assigned", admin: "all", owner: "all" },
  "member.manage": { viewer: "none", member: "none", admin: "all", owner: "all" },
  "admin.manage": { viewer: "none", member: "none", admin: "none", owner: "all" },
  "team.rename": { viewer: "none", member: "none", admin: "all", owner: "all" },
  "team.configure": { viewer: "none", member: "none", admin: "all", owner: "all" },
  "audit.read": { viewer: "none", member: "none", admin: "all", owner: "all" },
  "team.delete": { viewer: "none", member: "none", admin: "none", owner: "all" },
  "team.transfer": { viewer: "none", member: "none", admin: "none", owner: "all" },
} as const satisfies Record<string, Record<Role, Reach>>;

export type Action = keyof typeof POLICY;
export type DealAction = Extract<Action, `deal.${string}`>;
