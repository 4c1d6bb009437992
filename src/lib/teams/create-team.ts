import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/new-id.ts";
import type { CreateTeamInput, TeamDto } from "#lib/teams/schema.ts";
import { slugOf } from "#lib/teams/slug-of.ts";

type NewTeam = { name: string; currency: string; timezone: string };

/** Creates a team; whoever does is its first owner. It counts in their currency and zone unless told. */
export async function createTeam(ctx: Context, input: CreateTeamInput): Promise<TeamDto> {
  const fields = {
    name: input.name,
    currency: input.currency ?? ctx.user.currency,
    timezone: input.timezone ?? ctx.user.timezone,
  };
  return transaction(async (tx) => {
    const { id, slug } = await insertTeam(tx, ctx, fields);
    await tx.teamMember.create({
      data: { teamId: id, userId: ctx.user.id, role: "owner", createdAt: ctx.now },
    });
    await recordDomainEvents(tx, ctx, [
      { name: "team.created", workspaceId: id, dealId: null, occurredAt: ctx.now },
    ]);
    await recordAudit(tx, ctx, {
      workspaceId: id,
      action: "team.created",
      targetType: "team",
      targetId: id,
    });
    const createdAt = ctx.now.toISOString();
    return { id, slug, ...fields, role: "owner", memberCount: 1, createdAt };
  });
}

/** The first free one of `acme`, `acme-2`, `acme-3`, …, also when several people want it at once. */
async function insertTeam(
  tx: Tx,
  ctx: Context,
  fields: NewTeam,
): Promise<{ id: string; slug: string }> {
  const id = newId(ctx.now);
  const base = slugOf(fields.name);
  const like = await tx.team.findMany({
    where: { slug: { startsWith: base } },
    select: { slug: true },
  });
  const taken = new Set(like.map(({ slug }) => slug));
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (taken.has(slug)) continue;
    const { count } = await tx.team.createMany({
      data: { id, slug, ...fields, createdAt: ctx.now },
      skipDuplicates: true,
    });
    if (count === 1) return { id, slug };
  }
}
