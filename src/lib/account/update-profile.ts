import type { Context } from "#lib/access/context.ts";
import type { MeDto, UpdateProfileInput } from "#lib/account/schema.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { nextDigestAt } from "#lib/email/digest/next-digest-at.ts";
import { type Tx, transaction } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { invalid } from "#lib/platform/errors.ts";
import { rebaseRates } from "#lib/teams/rebase-rates.ts";

const FIELDS = ["name", "timezone", "currency"] as const;

/** Whether people are named here; with Clerk their names come from there. */
export function isNamedHere(): boolean {
  return env().clerk === null;
}

/** Who is asking, and in which teams, as callers see it. */
export function toMe({ user, memberships }: Context): MeDto {
  const { id, name, email, timezone, currency } = user;
  return {
    user: { id, name, email, timezone, currency },
    teams: memberships.map(({ role, team }) => ({
      id: team.id,
      name: team.name,
      slug: team.slug,
      role,
    })),
  };
}

/**
 * Changes how somebody is named, when their days begin and the currency of their own sums. The next
 * digest moves with the time zone; deals keep the currency that they are in.
 *
 * @throws AppError invalid_input on `name` where names come from Clerk.
 */
export async function updateProfile(ctx: Context, input: UpdateProfileInput): Promise<MeDto> {
  const { id } = ctx.user;
  const after = await transaction(async (tx) => {
    const before = await holdPerson(tx, id);
    const wanted = {
      name: input.name ?? before.name,
      timezone: input.timezone ?? before.timezone,
      currency: input.currency ?? before.currency,
    };
    const changed = FIELDS.filter((field) => wanted[field] !== before[field]);
    if (changed.includes("name") && !isNamedHere()) {
      throw invalid("name", "comes from the account that you sign in with: change it there");
    }
    if (changed.length === 0) return before;
    await tx.user.update({ where: { id }, data: { ...wanted, updatedAt: ctx.now } });
    if (changed.includes("currency")) {
      await rebaseRates(tx, id, { from: before.currency, to: wanted.currency, now: ctx.now });
    }
    if (changed.includes("timezone")) await moveDigest(tx, ctx, wanted.timezone);
    await recordAudit(tx, ctx, {
      workspaceId: id,
      action: "user.profile_changed",
      targetType: "user",
      targetId: id,
      metadata: { fields: changed, timezone: wanted.timezone, currency: wanted.currency },
    });
    return wanted;
  });
  return toMe({ ...ctx, user: { ...ctx.user, ...after } });
}

/** Two changes at once come one after the other. */
async function holdPerson(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE id = ${id} FOR NO KEY UPDATE`;
  return await tx.user.findUniqueOrThrow({
    where: { id },
    select: { name: true, timezone: true, currency: true },
  });
}

/** One that is due at this moment still comes. */
async function moveDigest(tx: Tx, ctx: Context, timezone: string): Promise<void> {
  const userId = ctx.user.id;
  const settings = await tx.notificationSettings.findUnique({
    where: { userId },
    select: { digest: true, digestHour: true, digestDay: true, nextDigestAt: true },
  });
  const isDue = settings?.nextDigestAt && settings.nextDigestAt <= ctx.now;
  if (!settings || isDue) return;
  await tx.notificationSettings.update({
    where: { userId },
    data: { nextDigestAt: nextDigestAt(settings, timezone, ctx.now) },
  });
}
