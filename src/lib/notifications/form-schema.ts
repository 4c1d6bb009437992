import { z } from "zod";
import { NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";
import { SCOPES } from "#lib/notifications/preferences.ts";
import { DIGEST_FREQUENCIES, type SaveSettingsInput } from "#lib/notifications/schema.ts";

// What the forms send: all text, and a box that is not ticked is not there at all. Safe for the browser.

export const readFormSchema = z.object({
  read: z.enum(["true", "false"]).transform((text) => text === "true"),
});

const ticked = z
  .literal("on")
  .optional()
  .transform((text) => text === "on");

/** A box of the matrix: `email.deal_at_risk`. */
export function channelField(channel: "email" | "digest", kind: string): string {
  return `${channel}.${kind}`;
}

const boxes = Object.fromEntries(
  NOTIFICATION_KINDS.flatMap((kind) => [
    [channelField("email", kind), ticked],
    [channelField("digest", kind), ticked],
  ]),
);

export const settingsFormSchema = z
  .object({
    frequency: z.enum(DIGEST_FREQUENCIES),
    hour: z.coerce.number().int().min(0).max(23),
    weekday: z.coerce.number().int().min(1).max(7),
    scope: z.enum(SCOPES).default("mine"),
  })
  .and(z.object(boxes))
  .transform(({ frequency, hour, weekday, scope, ...channels }): SaveSettingsInput => {
    const has = (channel: "email" | "digest", kind: string) =>
      channels[channelField(channel, kind)] === true;
    const kinds = Object.fromEntries(
      NOTIFICATION_KINDS.map((kind) => [
        kind,
        { email: has("email", kind), digest: has("digest", kind) },
      ]),
    ) as SaveSettingsInput["kinds"];
    return { kinds, scope, digest: { frequency, hour, weekday } };
  });
