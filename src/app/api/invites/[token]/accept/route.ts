import { z } from "zod";
import { ROLES } from "#lib/access/policy.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { acceptInvite } from "#lib/teams/accept-invite.ts";
import { inviteTokenSchema } from "#lib/teams/schema.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/invites/{token}/accept",
  summary: "Join the team of an invitation",
  tag: "Teams",
  auth: "user",
  limit: "standard",
  params: inviteTokenSchema,
  response: z.object({
    team: z.object({ id: z.string(), name: z.string() }),
    role: z.enum(ROLES),
  }),
  handler: ({ ctx, params: { token } }) => acceptInvite(ctx, token),
});
