import type { UnsubscribeKind } from "#lib/email/templates/content.ts";
import { kindWords } from "#lib/email/templates/words.ts";
import { readUnsubscribeToken } from "#lib/email/unsubscribe-token.ts";
import { preferencesOf } from "#lib/notifications/preferences.ts";
import { type DbOrTx, db, transaction } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

export type Subscription = {
  kind: UnsubscribeKind;
  /** What the kind is called in the settings. */
  label: string;
  email: string;
  isOn: boolean;
};

/** What the link of a mail turns off; null when it is broken or its person is gone. */
export async function findSubscription(token: string): Promise<Subscription | null> {
  const request = readUnsubscribeToken(token);
  return request && (await loadSubscription(db(), request.userId, request.kind));
}

/**
 * Turns off the mails that a link stands for. The link is the whole proof, so that nobody has to be
 * signed in; doing it again changes nothing.
 *
 * @throws AppError not_found when the link is broken or its person is gone.
 */
export async function unsubscribe(token: string, now: Date): Promise<Subscription> {
  const request = readUnsubscribeToken(token);
  if (!request) throw notFound("That link");
  const { userId, kind } = request;
  return await transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "NotificationSettings" ("userId", "updatedAt")
      SELECT id, ${now} FROM "User" WHERE id = ${userId} ON CONFLICT DO NOTHING`;
    // Two links of one person at once: the second one reads what the first has written.
    await tx.$queryRaw`SELECT 1 FROM "NotificationSettings" WHERE "userId" = ${userId} FOR UPDATE`;
    const subscription = await loadSubscription(tx, userId, kind);
    if (!subscription) throw notFound("That link");
    if (!subscription.isOn) return subscription;
    const settings = await tx.notificationSettings.findUniqueOrThrow({ where: { userId } });
    await tx.notificationSettings.update({
      where: { userId },
      data: kind === "digest" ? NO_DIGEST : { preferences: withoutEmail(settings, kind) },
    });
    return { ...subscription, isOn: false };
  });
}

const NO_DIGEST = { digest: "off", nextDigestAt: null } as const;

function withoutEmail(
  settings: { preferences: unknown },
  kind: Exclude<UnsubscribeKind, "digest">,
) {
  const { kinds, scope } = preferencesOf(settings);
  return { kinds: { ...kinds, [kind]: { ...kinds[kind], email: false } }, scope };
}

async function loadSubscription(
  client: DbOrTx,
  userId: string,
  kind: UnsubscribeKind,
): Promise<Subscription | null> {
  const person = await client.user.findUnique({
    where: { id: userId },
    select: { email: true, notificationSettings: { select: { preferences: true, digest: true } } },
  });
  if (!person) return null;
  const { email, notificationSettings: settings } = person;
  const isOn =
    kind === "digest"
      ? settings !== null && settings.digest !== "off"
      : preferencesOf(settings).kinds[kind].email;
  return { kind, label: kindWords(kind), email, isOn };
}
