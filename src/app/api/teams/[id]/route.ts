import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { deleteTeam } from "#lib/teams/delete-team.ts";
import { getTeam } from "#lib/teams/get-team.ts";
import { deleteTeamSchema, teamSchema, updateTeamSchema } from "#lib/teams/schema.ts";
import { updateTeam } from "#lib/teams/update-team.ts";

const params = z.object({ id: idSchema });
const path = "/api/teams/{id}";

export const GET = createRoute({
  method: "GET",
  path,
  summary: "One team",
  tag: "Teams",
  auth: "user",
  limit: "lenient",
  params,
  response: z.object({ team: teamSchema }),
  handler: async ({ ctx, params: { id } }) => ({ team: await getTeam(ctx, id) }),
});

export const PATCH = createRoute({
  method: "PATCH",
  path,
  summary: "Rename a team, or change its currency or time zone",
  tag: "Teams",
  auth: "user",
  limit: "standard",
  params,
  body: updateTeamSchema,
  response: z.object({ team: teamSchema }),
  handler: async ({ ctx, params: { id }, body }) => ({ team: await updateTeam(ctx, id, body) }),
});

export const DELETE = createRoute({
  method: "DELETE",
  path,
  summary: "Delete a team with everything in it",
  tag: "Teams",
  auth: "user",
  limit: "standard",
  params,
  query: deleteTeamSchema,
  response: z.object({ id: z.string() }),
  handler: async ({ ctx, params: { id }, query: { confirm } }) => {
    await deleteTeam(ctx, id, confirm);
    return { id };
  },
});
