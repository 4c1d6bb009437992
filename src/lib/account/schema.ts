import { z } from "zod";
import { ROLES } from "#lib/access/policy.ts";
import { isCurrency } from "#lib/platform/money.ts";
import { isTimeZone } from "#lib/platform/time-zone.ts";

/** Shapes of a person's account at every boundary. Safe for the browser. */

export const MAX_NAME = 120;

export const meSchema = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    timezone: z.string(),
    currency: z.string(),
  }),
  teams: z.array(
    z.object({ id: z.string(), name: z.string(), slug: z.string(), role: z.enum(ROLES) }),
  ),
});
export type MeDto = z.infer<typeof meSchema>;

export const updateProfileSchema = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, "must not be empty")
      .max(MAX_NAME, `must have at most ${MAX_NAME} characters`)
      .meta({ description: "With Clerk, names are changed there." }),
    timezone: z.string().trim().refine(isTimeZone, "must be a time zone such as Europe/Berlin"),
    currency: z
      .string()
      .trim()
      .toUpperCase()
      .refine(isCurrency, "must be a currency code of three letters, such as USD"),
  })
  .partial();
export type UpdateProfileInput = z.infer<typeof updateProfileSchema>;

export const deleteAccountSchema = z.object({
  confirm: z
    .string({ error: "must be your e-mail address, to confirm that your account goes" })
    .meta({ description: "One's own e-mail address." }),
});

const count = z.number().int().nonnegative();
const person = z.object({ id: z.string(), name: z.string() });

/** What the deletion of an account does to a team. */
export const TEAM_FATES = ["kept", "deleted", "blocked"] as const;

export const deletionSchema = z
  .object({
    isBlocked: z.boolean(),
    personal: z.object({ deals: count, contacts: count, meetings: count, chats: count }),
    teams: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: z.enum(ROLES),
        fate: z.enum(TEAM_FATES).meta({
          description:
            "`kept` with the deals, `deleted` because nobody else is in it, `blocked` because its only owner is asked to name another one first.",
        }),
        owned: count.meta({ description: "Deals that they own there." }),
        heir: person.nullable().meta({ description: "Who becomes owner of those deals." }),
      }),
    ),
  })
  .meta({ id: "AccountDeletion" });
export type DeletionDto = z.infer<typeof deletionSchema>;
