import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { resendInvite } from "#lib/teams/resend-invite.ts";
import { inviteSchema } from "#lib/teams/schema.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/teams/{id}/invites/{inviteId}/resend",
  summary: "Send an invitation again, with a new link",
  tag: "Teams",
  auth: "user",
  limit: "strict",
  params: z.object({ id: idSchema, inviteId: idSchema }),
  response: z.object({ invite: inviteSchema }),
  handler: async ({ ctx, params: { id, inviteId } }) => ({
    invite: await resendInvite(ctx, id, inviteId),
  }),
});
