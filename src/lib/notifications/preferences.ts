import { z } from "zod";
import { type Kind, NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";

/**
 * Whose deals somebody hears about: those they own or are assigned to, or, for owners and admins, also
 * those of others in the teams they lead.
 */
export const SCOPES = ["mine", "team"] as const;
export type NotificationScope = (typeof SCOPES)[number];

/** The channels besides the app itself, which always shows everything. */
const channelsSchema = z.object({
  email: z.boolean().meta({ description: "A mail of its own, at once." }),
  digest: z.boolean().meta({ description: "A place in the digest, when digests are on." }),
});
export type Channels = z.infer<typeof channelsSchema>;

/**
 * A mail at once for what somebody has to act on; what is only good to know waits for the digest. No
 * digest is sent until a person chooses how often.
 */
const DEFAULT_CHANNELS: Record<Kind, Channels> = {
  deal_at_risk: { email: true, digest: true },
  action_overdue: { email: true, digest: true },
  stage_change: { email: false, digest: true },
  deal_assigned: { email: true, digest: true },
  team_activity: { email: false, digest: true },
  sync_failed: { email: true, digest: true },
  webhook_disabled: { email: true, digest: true },
};

export const DEFAULT_PREFERENCES: NotificationPreferences = {
  kinds: DEFAULT_CHANNELS,
  scope: "mine",
};

/** NotificationSettings.preferences as a person gives it: every kind is named. */
export const preferencesSchema = z.object({
  kinds: z.record(z.enum(NOTIFICATION_KINDS), channelsSchema),
  scope: z.enum(SCOPES, { error: 'must be "mine" or "team"' }),
});
export type NotificationPreferences = z.infer<typeof preferencesSchema>;

/** What may be stored: a row of before a kind existed, or of a person who never chose. */
const storedSchema = z.object({
  kinds: z
    .partialRecord(z.enum(NOTIFICATION_KINDS), channelsSchema.optional().catch(undefined))
    .catch({}),
  scope: z.enum(SCOPES).catch("mine"),
});

/**
 * The preferences in a stored row, filled up with the defaults; a person without a row has the
 * defaults alone.
 */
export function preferencesOf(
  settings: { preferences: unknown } | null | undefined,
): NotificationPreferences {
  const stored = storedSchema.safeParse(settings?.preferences ?? {});
  if (!stored.success) return DEFAULT_PREFERENCES;
  const { kinds, scope } = stored.data;
  const merged = { ...DEFAULT_CHANNELS };
  for (const kind of NOTIFICATION_KINDS) merged[kind] = kinds[kind] ?? DEFAULT_CHANNELS[kind];
  return { kinds: merged, scope };
}

/** Whether somebody with these settings gets a mail of its own about a kind. */
export function wantsEmail(
  settings: { preferences: unknown } | null | undefined,
  kind: Kind,
): boolean {
  return preferencesOf(settings).kinds[kind].email;
}

/** Whether a kind belongs into the digest of somebody with these settings. */
export function wantsInDigest(
  settings: { preferences: unknown } | null | undefined,
  kind: Kind,
): boolean {
  return preferencesOf(settings).kinds[kind].digest;
}
