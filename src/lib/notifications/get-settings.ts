import type { NotificationSettings } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { preferencesOf } from "#lib/notifications/preferences.ts";
import type { NotificationSettingsDto } from "#lib/notifications/schema.ts";
import { type DbOrTx, db } from "#lib/platform/db.ts";

/** How the actor wants to be told; with nothing chosen, the documented defaults. */
export async function getSettings(
  ctx: Context,
  client: DbOrTx = db(),
): Promise<NotificationSettingsDto> {
  const settings = await client.notificationSettings.findUnique({
    where: { userId: ctx.user.id },
  });
  return toSettings(ctx, settings);
}

/** Only those who lead a team can hear about deals that are not theirs. */
export function mayHearTeam({ memberships }: Context): boolean {
  return memberships.some(({ role }) => role === "owner" || role === "admin");
}

function toSettings(ctx: Context, settings: NotificationSettings | null): NotificationSettingsDto {
  const { kinds, scope } = preferencesOf(settings);
  return {
    kinds,
    scope: mayHearTeam(ctx) ? scope : "mine",
    digest: {
      frequency: settings?.digest ?? "off",
      hour: settings?.digestHour ?? 8,
      weekday: settings?.digestDay ?? 1,
      timezone: ctx.user.timezone,
      nextAt: settings?.nextDigestAt?.toISOString() ?? null,
    },
    mayHearTeam: mayHearTeam(ctx),
  };
}
