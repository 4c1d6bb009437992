import { z } from "zod";
import { NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";
import { preferencesSchema } from "#lib/notifications/preferences.ts";

/** Shapes of notifications and their settings at every boundary. Safe for the browser. */

const moment = z.iso.datetime();

export const notificationSchema = z
  .object({
    id: z.string(),
    kind: z.enum(NOTIFICATION_KINDS),
    title: z.string(),
    body: z.string(),
    deal: z.object({ id: z.string(), name: z.string() }).nullable(),
    teamId: z.string().nullable(),
    href: z.string().meta({ description: "Where it leads inside the app." }),
    payload: z
      .record(z.string(), z.unknown())
      .meta({ description: "Ids and figures that belong to its kind." }),
    readAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: "Notification" });
export type NotificationDto = z.infer<typeof notificationSchema>;

const flag = z
  .enum(["1", "0", "true", "false"])
  .transform((text) => text === "1" || text === "true");

/** Which notifications are listed, as it stands in a URL. */
export const listNotificationsSchema = z.object({
  unread: flag.optional().meta({ description: "1 for those alone that have not been read." }),
  kind: z.enum(NOTIFICATION_KINDS).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).optional(),
});
export type ListNotificationsInput = z.infer<typeof listNotificationsSchema>;

export const markReadSchema = z.object({ read: z.boolean() });

export const readAllSchema = z.object({
  until: z.iso
    .datetime({ offset: true, error: "must be a moment as 2026-01-31T14:00:00Z" })
    .optional()
    .meta({ description: "What came later stays unread: the moment the list was fetched." }),
});

export const DIGEST_FREQUENCIES = ["off", "daily", "weekly"] as const;
export type DigestFrequency = (typeof DIGEST_FREQUENCIES)[number];

const digestSchema = z.object({
  frequency: z.enum(DIGEST_FREQUENCIES, { error: "must be off, daily or weekly" }),
  hour: z
    .number()
    .int()
    .min(0)
    .max(23)
    .meta({ description: "0 to 23, in the person's time zone." }),
  weekday: z
    .number()
    .int()
    .min(1)
    .max(7)
    .meta({ description: "Of a weekly digest: 1 for Monday to 7 for Sunday." }),
});

export const saveSettingsSchema = preferencesSchema.extend({ digest: digestSchema });
export type SaveSettingsInput = z.infer<typeof saveSettingsSchema>;

export const notificationSettingsSchema = preferencesSchema
  .extend({
    digest: digestSchema.extend({
      timezone: z.string(),
      nextAt: moment.nullable().meta({ description: "When the next one comes; null while off." }),
    }),
    mayHearTeam: z
      .boolean()
      .meta({ description: 'Whether scope "team" is open: to owners and admins of a team.' }),
  })
  .meta({ id: "NotificationSettings" });
export type NotificationSettingsDto = z.infer<typeof notificationSettingsSchema>;
