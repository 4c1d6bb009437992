import { randomUUID } from "node:crypto";
import type { Team, User } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import type { Role } from "#lib/access/policy.ts";
import { db } from "#lib/platform/db.ts";

/** A person; everything that the test does not care about is made up and unique. */
export function createUser(fields: Partial<Omit<User, "createdAt">> = {}): Promise<User> {
  const id = `user_${randomUUID().slice(0, 8)}`;
  return db().user.create({
    data: { id, email: `${id}@example.test`, name: `Person ${id}`, ...fields },
  });
}

export function createTeam(fields: { name: string } & Partial<Team>): Promise<Team> {
  return db().team.create({ data: { slug: `team-${randomUUID().slice(0, 8)}`, ...fields } });
}

/** Joins the person to the team, if one is given, and gives the context of their request at `now`. */
export async function contextOf(
  user: User,
  { now, team, role = "member" }: { now: Date; team?: Team; role?: Role },
): Promise<Context> {
  if (team) await db().teamMember.create({ data: { teamId: team.id, userId: user.id, role } });
  return { user, memberships: team ? [{ role, team }] : [], requestId: randomUUID(), now };
}

/** The same person at another moment. */
export function at(ctx: Context, now: Date): Context {
  return { ...ctx, now };
}

export function days(from: Date, count: number): Date {
  return new Date(from.getTime() + count * 86_400_000);
}
