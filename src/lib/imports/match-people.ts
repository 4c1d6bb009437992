import type { Context } from "#lib/access/context.ts";
import type { Workspace } from "#lib/access/workspace.ts";
import { db } from "#lib/platform/db.ts";

/** Finds the members of a workspace that a file names. */
export type People = {
  /** Their user id; null when nobody, or more than one, is meant. */
  find: (text: string | null) => string | null;
  /** Who was named and not found, in a sentence for people. */
  warnings: () => string[];
};

const NAMED = 5;

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
  return {
    find: (text) => {
      if (text === null) return null;
      const id = idOf.get(keyOf(text)) ?? null;
      if (id === null && missed.size < 10_000) missed.add(text);
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
