import type { Role } from "#lib/access/policy.ts";
import { managingAction } from "#lib/teams/require-may-manage.ts";
import { inviteOf, STRAY_TOKEN, tokenOf } from "../plants/plant-invites.ts";
import { type Call, type Entry, onOnesOwn, type RouteEntry } from "../route-entry.ts";
import { both, type Rule, TEAM_RELATIONS, teamRule } from "../verdicts.ts";
import { HOME, targetOf, teamOf } from "../world.ts";

/** A role that each one can be given instead, within the rights that the one itself asks for. */
export const OTHER_ROLE: Record<Role, Role> = {
  viewer: "member",
  member: "viewer",
  admin: "viewer",
  owner: "member",
};

/** Who may manage people of that role, in their own team. */
export const manageRule = (role: Role): Rule => teamRule(managingAction(role));

function onTeam(
  rule: Rule,
  call: Omit<Call, "params"> = {},
  params: Call["params"] = {},
): RouteEntry {
  return {
    for: "user",
    relations: TEAM_RELATIONS,
    send: ({ relation }) => ({ params: { id: teamOf(relation) ?? "", ...params }, ...call }),
    rule,
  };
}

/** The same route for a person of each role whom it is done to. */
function onMembers(key: string, call: (role: Role) => Omit<Call, "params">): Record<string, Entry> {
  return Object.fromEntries(
    (["viewer", "member", "admin", "owner"] as const).map((role) => [
      `${key} (${role})`,
      onTeam(manageRule(role), call(role), { userId: targetOf(role) }),
    ]),
  );
}

/** And for an open invitation of each role. */
function onInvites(key: string): Record<string, Entry> {
  return Object.fromEntries(
    (["viewer", "member", "admin"] as const).map((role): [string, RouteEntry] => [
      `${key} (${role})`,
      {
        ...onTeam(manageRule(role)),
        send: ({ relation }) => {
          const id = teamOf(relation) ?? "";
          return { params: { id, inviteId: inviteOf(id, role) } };
        },
      },
    ]),
  );
}

/** One's own link, and one that was sent to somebody else. */
function onToken(rule: Rule): RouteEntry {
  return {
    for: "user",
    relations: ["own", "otherCompany"],
    send: ({ role, relation }) => ({
      params: { token: relation === "own" ? tokenOf(role) : STRAY_TOKEN },
    }),
    rule,
  };
}

export const addresseeRule: Rule = ({ relation }) => (relation === "own" ? "ok" : "forbidden");

export const TEAM_ROUTES: Record<string, Entry> = {
  "GET /api/teams": onOnesOwn(),
  "POST /api/teams": onOnesOwn({ body: { name: "Another" } }),
  "GET /api/teams/{id}": onTeam(teamRule(null)),
  "PATCH /api/teams/{id}": onTeam(teamRule("team.rename"), { body: { name: "Renamed" } }),
  "DELETE /api/teams/{id}": onTeam(teamRule("team.delete"), { query: { confirm: "Home" } }),
  "POST /api/teams/{id}/transfer": onTeam(teamRule("team.transfer"), {
    body: { userId: targetOf("member") },
  }),
  "POST /api/teams/{id}/leave": onTeam(teamRule(null)),
  "GET /api/teams/{id}/members": onTeam(teamRule(null)),
  ...onMembers("PATCH /api/teams/{id}/members/{userId}", (role) => ({
    body: { role: OTHER_ROLE[role] },
  })),
  "PATCH /api/teams/{id}/members/{userId} (made owner)": onTeam(
    both(manageRule("member"), manageRule("owner")),
    { body: { role: "owner" } },
    { userId: targetOf("member") },
  ),
  ...onMembers("DELETE /api/teams/{id}/members/{userId}", () => ({})),
  ...onMembers("GET /api/teams/{id}/members/{userId}/removal", () => ({})),
  "GET /api/teams/{id}/members/{userId}/removal (oneself)": {
    ...onTeam(teamRule(null)),
    relations: ["team"],
    send: ({ role }) => ({ params: { id: HOME, userId: `user_${role}` } }),
  },
  "GET /api/teams/{id}/invites": onTeam(teamRule("member.manage")),
  "POST /api/teams/{id}/invites": onTeam(manageRule("member"), {
    body: { email: "new@example.test", role: "member" },
  }),
  "POST /api/teams/{id}/invites (admin)": onTeam(manageRule("admin"), {
    body: { email: "new@example.test", role: "admin" },
  }),
  ...onInvites("DELETE /api/teams/{id}/invites/{inviteId}"),
  ...onInvites("POST /api/teams/{id}/invites/{inviteId}/resend"),
  // Whoever holds a link may read what it is good for; what it is for stays its addressee's.
  "GET /api/invites/{token}": onToken(() => "ok"),
  "POST /api/invites/{token}/accept": onToken(addresseeRule),
};
