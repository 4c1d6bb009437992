import type { Context } from "#lib/access/context.ts";
import type { Workspace } from "#lib/access/workspace.ts";
import { db } from "#lib/platform/db.ts";

/** Finds the members of a workspace that a file names. */
export type People = {
  /** Their user id; null when nobody, or more than one, is meant. */
  find: (text: string | null) => string | null;
  /** The same for somebody a deal is to be assigned to; who is not found is named in the report. */
  findAssignee: (text: string | null) => string | null;
  /** Who could not be assigned anything, in a sentence for people. */
  warnings: () => string[];
};

const NAMED = 5;
const MAX_MISSED = 10_000;

/** Members who may work on deals, by id, e-mail and name. */
export async function loadPeople(ctx: Context, { teamId }: Workspace): Promise<People> {
  const members = teamId === null ? [ctx.user] : await loadMembers(teamId);
  const idOf = new Map<string, string | null>();
  for (const { id, name, email } of members) {
    for (const key of [id, email, name].map(keyOf)) {
      const known = idOf.get(key);
      idOf.set(key, known === undefined || known === id ? id : null);
    }
  }
  const missed = new Set<string>();
  const find = (text: string | null) => (text === null ? null : (idOf.get(keyOf(text)) ?? null));
  return {
    find,
    findAssignee: (text) => {
      const id = find(text);
      if (text !== null && id === null && missed.size < MAX_MISSED) missed.add(text);
      return id;
    },
    warnings: () => (missed.size === 0 ? [] : [missedWarning([...missed])]),
  };
}

async function loadMembers(teamId: string) {
  const members = await db().teamMember.findMany({
    where: { teamId, role: { not: "viewer" } },
    select: { user: { select: { id: true, name: true, email: true } } },
  });
  return members.map(({ user }) => user);
}

function keyOf(text: string): string {
  return text.trim().toLowerCase();
}

function missedWarning(names: string[]): string {
  const shown = names
    .slice(0, NAMED)
    .map((name) => `"${name}"`)
    .join(", ");
  const rest = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return `Not a member who works on deals here, so nobody is assigned: ${shown}${rest}.`;
}
