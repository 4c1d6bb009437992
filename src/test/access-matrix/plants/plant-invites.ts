import { ROLES, type Role } from "#lib/access/policy.ts";
import { db } from "#lib/platform/db.ts";
import { hashInviteToken } from "#lib/teams/invite-token.ts";
import { FOREIGN, HOME, LONG_AGO, personOf, SECOND, SECRET } from "../world.ts";

/** A team that nobody of the home team is in, and that has invited each of them. */
export const INVITING = "team_inviting";
/** Of somebody whom nobody knows yet. */
export const NEWCOMER_TOKEN = "token-of-a-newcomer";
/** In the hands of people whom it was not sent to. */
export const STRAY_TOKEN = "token-of-somebody-else";

export const tokenOf = (role: Role) => `token-of-${role}`;
/** A team's open invitation for that role. */
export const inviteOf = (teamId: string, role: Role) => `invite_${teamId}_${role}`;

const INVITED = ["viewer", "member", "admin"] as const;

export async function plantInvites(): Promise<void> {
  await db().team.create({ data: { id: INVITING, slug: "inviting", name: "Inviting" } });
  const invite = (id: string, teamId: string, email: string, role: Role, token: string) => ({
    id,
    teamId,
    email,
    role,
    tokenHash: hashInviteToken(token),
    expiresAt: new Date("2099-01-01T00:00:00Z"),
    sentAt: LONG_AGO,
    createdAt: LONG_AGO,
  });
  await db().teamInvite.createMany({
    data: [
      ...[HOME, SECOND, FOREIGN].flatMap((teamId) =>
        INVITED.map((role) => {
          const id = inviteOf(teamId, role);
          const who = teamId === HOME ? id : `${SECRET}-${id}`.toLowerCase();
          return invite(id, teamId, `${who}@example.test`, role, `token-of-${id}`);
        }),
      ),
      ...ROLES.map((role) =>
        invite(
          `invite_of_${role}`,
          INVITING,
          `${personOf(role)}@example.test`,
          "member",
          tokenOf(role),
        ),
      ),
      invite("invite_stray", INVITING, "stray@example.test", "admin", STRAY_TOKEN),
      invite("invite_new", INVITING, "newcomer@example.test", "member", NEWCOMER_TOKEN),
    ],
  });
}
