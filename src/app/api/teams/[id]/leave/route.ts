import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { leaveTeam } from "#lib/teams/leave-team.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/teams/{id}/leave",
  summary: "Leave a team",
  tag: "Teams",
  auth: "user",
  limit: "standard",
  params: z.object({ id: idSchema }),
  response: z.object({ id: z.string() }),
  handler: async ({ ctx, params: { id } }) => {
    await leaveTeam(ctx, id);
    return { id };
  },
});
