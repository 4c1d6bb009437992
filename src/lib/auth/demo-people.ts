import { ROLES, type Role } from "#lib/access/policy.ts";
import { db } from "#lib/platform/db.ts";

/** One of the generated people that the demo's sign-in page offers. */
export type DemoPerson = {
  id: string;
  name: string;
  email: string;
  /** Null for somebody who is in no team. */
  role: Role | null;
  company: string | null;
};

const MOST_PEOPLE = 20;

/** The people to sign in as: company by company, the most powerful role first. */
export async function listDemoPeople(): Promise<DemoPerson[]> {
  const users = await db().user.findMany({
    where: { isDemo: true },
    select: {
      id: true,
      name: true,
      email: true,
      memberships: {
        select: { role: true, team: { select: { name: true, createdAt: true } } },
        orderBy: { createdAt: "asc" },
        take: 1,
      },
    },
    orderBy: { createdAt: "asc" },
    take: MOST_PEOPLE,
  });
  const sizeOf = (company: string | null) =>
    users.filter(({ memberships }) => memberships[0]?.team.name === company).length;
  return users
    .map(({ memberships, ...user }) => ({
      ...user,
      role: memberships[0]?.role ?? null,
      company: memberships[0]?.team.name ?? null,
    }))
    .sort((a, b) => sizeOf(b.company) - sizeOf(a.company) || rankOf(b.role) - rankOf(a.role));
}

function rankOf(role: Role | null): number {
  return role === null ? -1 : ROLES.indexOf(role);
}
