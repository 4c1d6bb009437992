import type { Stage } from "#lib/deals/stages.ts";
import { stageKey } from "#lib/integrations/map-stage.ts";
import type { CrmKey } from "#lib/integrations/schema.ts";
import { type DbOrTx, db } from "#lib/platform/db.ts";

/** Where the records of one integration go, and what it takes to translate them. */
export type SyncTarget = {
  provider: CrmKey;
  /** Whose integration it is: the owner of the deals it creates. */
  userId: string;
  teamId: string | null;
  workspaceId: string;
  /** ISO 4217: what a record without a currency is in. */
  currency: string;
  timezone: string;
  /** Members who may work on deals, by e-mail in lower case. */
  memberByEmail: ReadonlyMap<string, string>;
  /** The account's own stage mapping, by `stageKey`. */
  overrides: ReadonlyMap<string, Stage>;
};

/** @returns null when the person has left the team that the records went into. */
export async function loadSyncTarget(
  { provider, userId, teamId }: { provider: CrmKey; userId: string; teamId: string | null },
  client: DbOrTx = db(),
): Promise<SyncTarget | null> {
  const user = await client.user.findUnique({
    where: { id: userId },
    select: { id: true, email: true, currency: true, timezone: true },
  });
  if (!user) return null;
  const team =
    teamId === null
      ? null
      : await client.team.findFirst({
          where: { id: teamId, members: { some: { userId, role: { not: "viewer" } } } },
          select: {
            currency: true,
            timezone: true,
            members: {
              where: { role: { not: "viewer" } },
              select: { user: { select: { id: true, email: true } } },
            },
          },
        });
  if (teamId !== null && !team) return null;
  const people = team ? team.members.map((member) => member.user) : [user];
  const mappings = await client.stageMapping.findMany({
    where: { userId, integration: provider },
    select: { remotePipeline: true, remoteStage: true, stage: true },
  });
  return {
    provider,
    userId,
    teamId,
    workspaceId: teamId ?? userId,
    currency: team?.currency ?? user.currency,
    timezone: team?.timezone ?? user.timezone,
    memberByEmail: new Map(people.map(({ id, email }) => [email.toLowerCase(), id])),
    overrides: new Map(
      mappings.map(({ remotePipeline, remoteStage, stage }) => [
        stageKey({ pipeline: remotePipeline, id: remoteStage }),
        stage,
      ]),
    ),
  };
}
