import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { revokeInvite } from "#lib/teams/revoke-invite.ts";

export const DELETE = createRoute({
  method: "DELETE",
  path: "/api/teams/{id}/invites/{inviteId}",
  summary: "Revoke an invitation",
  tag: "Teams",
  auth: "user",
  limit: "standard",
  params: z.object({ id: idSchema, inviteId: idSchema }),
  response: z.object({ id: z.string() }),
  handler: async ({ ctx, params: { id, inviteId } }) => {
    await revokeInvite(ctx, id, inviteId);
    return { id: inviteId };
  },
});
