import { type ActionEntry, form } from "../action-entry.ts";
import { anyone, TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { personOf, teamOf } from "../world.ts";

export const SESSION_ACTIONS: Record<string, ActionEntry> = {
  "sign-in.signInAsDemoPerson": {
    for: "anybody",
    relations: ["own"],
    args: ({ role }) => [form({ userId: personOf(role), next: "/dashboard" })],
    rule: anyone,
  },
  "sign-out.signOut": {
    for: "anybody",
    relations: ["own"],
    args: () => [],
    rule: anyone,
    changes: false,
    read: (_result, target) => (target === "/sign-in" ? "ok" : "sign_in"),
  },
  "workspace.switchWorkspace": {
    for: "user",
    relations: TEAM_RELATIONS,
    args: ({ relation }) => [form({ workspaceId: teamOf(relation) ?? "" })],
    rule: teamRule(null),
    changes: false,
    // It leads to the workspace's first page, or stays where it is.
    read: (_result, target) => (target === "/dashboard" ? "ok" : "not_found"),
  },
};
