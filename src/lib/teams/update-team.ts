import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import type { FieldChanges } from "#lib/events/domain-event.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { lockTeam } from "#lib/teams/lock-team.ts";
import { rebaseRates } from "#lib/teams/rebase-rates.ts";
import type { TeamDto, UpdateTeamInput } from "#lib/teams/schema.ts";
import { toTeams } from "#lib/teams/team-dto.ts";

const FIELDS = ["name", "currency", "timezone"] as const;

/**
 * Changes the name of a team, the currency in which its sums are given or the zone of its days. Deals
 * keep the currency that they are in. The slug stays: commands and links may use it.
 *
 * @throws AppError not_found, forbidden.
 */
export async function updateTeam(
  ctx: Context,
  teamId: string,
  input: UpdateTeamInput,
): Promise<TeamDto> {
  const membership = await transaction(async (tx) => {
    const { role, team } = await lockTeam(tx, ctx, teamId, "team.rename");
    const after = {
      name: input.name ?? team.name,
      currency: input.currency ?? team.currency,
      timezone: input.timezone ?? team.timezone,
    };
    const changed = FIELDS.filter((field) => after[field] !== team[field]);
    if (changed.length > 0) {
      const fields: FieldChanges = Object.fromEntries(
        changed.map((field) => [field, { from: team[field], to: after[field] }]),
      );
      await tx.team.update({ where: { id: teamId }, data: { ...after, updatedAt: ctx.now } });
      if (fields.currency) {
        await rebaseRates(tx, teamId, { from: team.currency, to: after.currency, now: ctx.now });
      }
      await recordDomainEvents(tx, ctx, [
        { name: "team.updated", workspaceId: teamId, dealId: null, occurredAt: ctx.now, fields },
      ]);
      await recordAudit(tx, ctx, {
        workspaceId: teamId,
        action: "team.updated",
        targetType: "team",
        targetId: teamId,
        metadata: { fields: changed, currency: after.currency, timezone: after.timezone },
      });
    }
    return { role, team: { ...team, ...after } };
  });
  const [team] = await toTeams(db(), [membership]);
  if (!team) throw new Error(`Team ${teamId} is gone although it was just changed.`);
  return team;
}
