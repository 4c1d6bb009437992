import type { Context } from "#lib/access/context.ts";
import { notFound } from "#lib/platform/errors.ts";

/** What a page or a file works on: one team, or the person's own deals. */
export type Workspace = {
  /** The team's id or the person's, as in the `workspaceId` columns. */
  id: string;
  teamId: string | null;
  name: string;
  /** ISO 4217: sums are given in it. */
  currency: string;
  /** IANA name: decides what "today" is. */
  timezone: string;
};

/** Every workspace of the actor, teams first: those are where the work is. */
export function workspacesOf(ctx: Context): Workspace[] {
  return [
    ...ctx.memberships.map(({ team }) => ({
      id: team.id,
      teamId: team.id,
      name: team.name,
      currency: team.currency,
      timezone: team.timezone,
    })),
    {
      id: ctx.user.id,
      teamId: null,
      name: "Personal",
      currency: ctx.user.currency,
      timezone: ctx.user.timezone,
    },
  ];
}

/**
 * The workspace of that id, or the first one when none is named.
 *
 * @throws AppError not_found for an id that is not the actor's.
 */
export function workspaceById(ctx: Context, id: string | null | undefined): Workspace {
  const all = workspacesOf(ctx);
  const found = id ? all.find((workspace) => workspace.id === id) : all[0];
  if (!found) throw notFound("That workspace");
  return found;
}
