import { z } from "zod";
import { ROLES } from "#lib/access/policy.ts";
import { idSchema, pageSchema } from "#lib/deals/schema.ts";
import { isCurrency } from "#lib/platform/money.ts";
import { isTimeZone } from "#lib/platform/time-zone.ts";

/** Shapes of teams, members and invitations at every boundary. Safe for the browser. */

export const MAX_TEAM_NAME = 80;
export const INVITE_DAYS = 7;
export const MAX_PENDING_INVITES = 200;

const moment = z.iso.datetime();
const person = z.object({ id: z.string(), name: z.string() });
const role = z.enum(ROLES, { error: `must be one of ${ROLES.join(", ")}` });

/** Ownership is given to somebody who is there already, never by mail. */
export const INVITABLE_ROLES = ["viewer", "member", "admin"] as const satisfies readonly string[];

export const teamSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    slug: z.string().meta({ description: "Made from the first name; stays when it changes." }),
    currency: z.string().length(3),
    timezone: z.string(),
    role: z.enum(ROLES).meta({ description: "The role of whoever asks." }),
    memberCount: z.number().int(),
    createdAt: moment,
  })
  .meta({ id: "Team" });
export type TeamDto = z.infer<typeof teamSchema>;

export const memberSchema = z
  .object({
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    joinedAt: moment,
  })
  .meta({ id: "TeamMember" });
export type MemberDto = z.infer<typeof memberSchema>;

export const INVITE_STATES = ["pending", "expired", "accepted", "revoked"] as const;
export type InviteState = (typeof INVITE_STATES)[number];

export const inviteSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    state: z.enum(INVITE_STATES),
    invitedBy: person.nullable().meta({ description: "Null once their account is deleted." }),
    createdAt: moment,
    sentAt: moment.meta({ description: "When the latest mail was asked for." }),
    expiresAt: moment,
    acceptedAt: moment.nullable(),
    revokedAt: moment.nullable(),
    mail: z
      .object({
        status: z.enum(["queued", "sent", "kept", "failed", "dropped"]).meta({
          description: "`kept`: in the local mailbox, because there is no mail provider.",
        }),
        error: z.string().nullable(),
      })
      .nullable()
      .meta({ description: "The latest mail, as long as it is known." }),
  })
  .meta({ id: "TeamInvite" });
export type InviteDto = z.infer<typeof inviteSchema>;

const count = z.number().int().nonnegative();

export const removalSchema = z
  .object({
    member: person.extend({ role: z.enum(ROLES) }),
    owned: z.object({ open: count, closed: count }),
    assigned: z
      .object({ open: count, closed: count })
      .meta({ description: "Deals of others that are assigned to them." }),
    invites: count.meta({ description: "Open invitations that they sent." }),
    heir: person.nullable().meta({
      description:
        "Who gets the deals they own unless somebody is named; null for the only member.",
    }),
  })
  .meta({ id: "MemberRemoval" });
export type RemovalDto = z.infer<typeof removalSchema>;

const teamFields = {
  name: z
    .string({ error: "must be the name of the team" })
    .trim()
    .min(1, "must not be empty")
    .max(MAX_TEAM_NAME, `must have at most ${MAX_TEAM_NAME} characters`),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .refine(isCurrency, "must be a currency code of three letters, such as USD"),
  timezone: z.string().trim().refine(isTimeZone, "must be a time zone such as Europe/Berlin"),
};

export const createTeamSchema = z.object({
  name: teamFields.name,
  currency: teamFields.currency.optional(),
  timezone: teamFields.timezone.optional(),
});
export type CreateTeamInput = z.infer<typeof createTeamSchema>;

export const updateTeamSchema = z.object(teamFields).partial();
export type UpdateTeamInput = z.infer<typeof updateTeamSchema>;

export const deleteTeamSchema = z.object({
  confirm: z
    .string({ error: "must be the team's name, to confirm that it goes with all its deals" })
    .meta({ description: "The team's name, letter for letter." }),
});

export const changeRoleSchema = z.object({ role });

export const transferSchema = z.object({
  userId: idSchema.meta({ description: "The member who becomes owner." }),
});

const optionalId = z
  .union([z.literal(""), idSchema])
  .transform((id) => id || null)
  .nullable()
  .optional();

export const removeMemberSchema = z.object({
  ownedTo: optionalId.meta({
    description: "Who becomes owner of the deals they own; an owner of the team unless told.",
  }),
  assignedTo: optionalId.meta({
    description: "Whom the deals assigned to them go to; nobody unless told.",
  }),
});
export type RemoveMemberInput = z.infer<typeof removeMemberSchema>;

export const inviteMemberSchema = z.object({
  email: z
    .string({ error: "must be an e-mail address" })
    .trim()
    .toLowerCase()
    .pipe(z.email("must be an e-mail address").max(320)),
  role: z
    .enum(INVITABLE_ROLES, {
      error: `must be one of ${INVITABLE_ROLES.join(", ")}; a member can be made owner afterwards`,
    })
    .default("member"),
});
export type InviteMemberInput = z.infer<typeof inviteMemberSchema>;

const INVITE_STATUSES = ["open", "closed", "all"] as const;
export type InviteStatus = (typeof INVITE_STATUSES)[number];

export const listInvitesSchema = pageSchema.extend({
  status: z
    .enum(INVITE_STATUSES, { error: "must be open, closed or all" })
    .default("all")
    .meta({ description: "`closed`: accepted or revoked; an `open` one may have run out." }),
});

export const inviteTokenSchema = z.object({
  token: z.string().min(1).max(200),
});

/** What the link in the mail is good for, to whoever opens it. */
export const INVITE_VERDICTS = [
  "open",
  "signed_out",
  "wrong_person",
  "member",
  "used",
  "revoked",
  "expired",
] as const;
export type InviteVerdict = (typeof INVITE_VERDICTS)[number];

export const inviteViewSchema = z
  .object({
    verdict: z.enum(INVITE_VERDICTS),
    team: person,
    role: z.enum(ROLES),
    invitedBy: z.string().nullable(),
    email: z.string().meta({
      description: "Whom it is for; masked for everybody who is signed in as somebody else.",
    }),
    expiresAt: moment,
  })
  .meta({ id: "InviteView" });
export type InviteViewDto = z.infer<typeof inviteViewSchema>;
