import type { Context } from "#lib/access/context.ts";
import { nextDigestAt } from "#lib/email/digest/next-digest-at.ts";
import { getSettings, mayHearTeam } from "#lib/notifications/get-settings.ts";
import type { NotificationSettingsDto, SaveSettingsInput } from "#lib/notifications/schema.ts";
import { transaction } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";

/**
 * Replaces how the actor wants to be told, and reckons when their next digest comes.
 *
 * @throws AppError invalid_input on `scope` for somebody who leads no team.
 */
export async function saveSettings(
  ctx: Context,
  { kinds, scope, digest }: SaveSettingsInput,
): Promise<NotificationSettingsDto> {
  if (scope === "team" && !mayHearTeam(ctx)) {
    throw invalid(
      "scope",
      'must be "mine": only owners and admins of a team hear of all its deals',
    );
  }
  const userId = ctx.user.id;
  const schedule = {
    digest: digest.frequency,
    digestHour: digest.hour,
    digestDay: digest.weekday,
  };
  return transaction(async (tx) => {
    const before = await tx.notificationSettings.findUnique({ where: { userId } });
    const isSameSchedule =
      before?.digest === schedule.digest &&
      before.digestHour === schedule.digestHour &&
      before.digestDay === schedule.digestDay;
    const data = {
      ...schedule,
      preferences: { kinds, scope },
      // A digest that is due at this moment is not put off because something else was changed.
      nextDigestAt: isSameSchedule
        ? before.nextDigestAt
        : nextDigestAt(schedule, ctx.user.timezone, ctx.now),
    };
    await tx.notificationSettings.upsert({
      where: { userId },
      create: { userId, ...data },
      update: data,
    });
    return getSettings(ctx, tx);
  });
}
