import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { getInvite } from "#lib/teams/get-invite.ts";
import { inviteTokenSchema, inviteViewSchema } from "#lib/teams/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/invites/{token}",
  summary: "What the link of an invitation is good for",
  tag: "Teams",
  auth: "user",
  limit: "lenient",
  params: inviteTokenSchema,
  response: z.object({ invite: inviteViewSchema }),
  handler: async ({ ctx, params: { token } }) => ({ invite: await getInvite(ctx, token) }),
});
