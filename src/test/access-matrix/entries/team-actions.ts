import type { Role } from "#lib/access/policy.ts";
import { EMPTY_FORM_STATE } from "#lib/http/form-state.ts";
import { type ActionEntry, form, recordArgs } from "../action-entry.ts";
import { inviteOf, NEWCOMER_TOKEN, STRAY_TOKEN, tokenOf } from "../plants/plant-invites.ts";
import { anyone, type Rule, TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { targetOf, teamOf } from "../world.ts";
import { addresseeRule, manageRule, OTHER_ROLE } from "./team-routes.ts";

function onTeam(rule: Rule, fields: Record<string, string> = {}): ActionEntry {
  return {
    for: "user",
    relations: TEAM_RELATIONS,
    args: ({ relation }) => recordArgs(teamOf(relation) ?? "", fields),
    rule,
  };
}

/** The same action for a person of each role whom it is done to. */
function onMembers(
  key: string,
  fields: (role: Role) => Record<string, string>,
): Record<string, ActionEntry> {
  return Object.fromEntries(
    (["viewer", "member", "admin", "owner"] as const).map((role) => [
      `${key} (${role})`,
      onTeam(manageRule(role), { userId: targetOf(role), ...fields(role) }),
    ]),
  );
}

function onInvites(key: string): Record<string, ActionEntry> {
  return Object.fromEntries(
    (["viewer", "member", "admin"] as const).map((role): [string, ActionEntry] => [
      `${key} (${role})`,
      {
        ...onTeam(manageRule(role)),
        args: ({ relation }) => {
          const id = teamOf(relation) ?? "";
          return recordArgs(id, { inviteId: inviteOf(id, role) });
        },
      },
    ]),
  );
}

const preview = (role: Role): ActionEntry => ({
  for: "user",
  relations: TEAM_RELATIONS,
  args: ({ relation }) => [form({ teamId: teamOf(relation) ?? "", userId: targetOf(role) })],
  rule: manageRule(role),
  changes: false,
});

export const TEAM_ACTIONS: Record<string, ActionEntry> = {
  "teams.createTeam": {
    for: "user",
    relations: ["own"],
    args: () => [EMPTY_FORM_STATE, form({ name: "Another" })],
    rule: anyone,
  },
  "teams.updateTeam": onTeam(teamRule("team.rename"), { name: "Renamed" }),
  "teams.deleteTeam": onTeam(teamRule("team.delete"), { confirm: "Home" }),
  "teams.transferOwnership": onTeam(teamRule("team.transfer"), { userId: targetOf("member") }),
  "teams.leaveTeam": onTeam(teamRule(null)),
  ...onMembers("teams.changeRole", (role) => ({ role: OTHER_ROLE[role] })),
  "teams.previewRemoval (viewer)": preview("viewer"),
  "teams.previewRemoval (owner)": preview("owner"),
  ...onMembers("teams.removeMember", () => ({})),
  "teams.inviteMember (member)": onTeam(manageRule("member"), {
    email: "new@example.test",
    role: "member",
  }),
  "teams.inviteMember (admin)": onTeam(manageRule("admin"), {
    email: "new@example.test",
    role: "admin",
  }),
  ...onInvites("teams.resendInvite"),
  ...onInvites("teams.revokeInvite"),
  "invites.acceptInvite": {
    for: "user",
    relations: ["own", "otherCompany"],
    args: ({ role, relation }) => recordArgs(relation === "own" ? tokenOf(role) : STRAY_TOKEN),
    rule: addresseeRule,
  },
  // The link proves who holds it; whoever is signed in becomes its addressee.
  "invites.joinDemo": {
    for: "anybody",
    relations: ["own"],
    args: () => [NEWCOMER_TOKEN],
    rule: anyone,
  },
  "invites.joinDemo (broken link)": {
    for: "anybody",
    relations: ["own"],
    args: () => ["no-such-token"],
    rule: () => "not_found",
    read: (_result, target) => (target === "/invite/no-such-token" ? "not_found" : "ok"),
  },
};
