import { z } from "zod";
import { pageSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { createTeam } from "#lib/teams/create-team.ts";
import { listTeams } from "#lib/teams/list-teams.ts";
import { createTeamSchema, teamSchema } from "#lib/teams/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/teams",
  summary: "The teams one is in, by name",
  tag: "Teams",
  auth: "user",
  limit: "lenient",
  query: pageSchema,
  response: z.object({ teams: z.array(teamSchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, query }) => listTeams(ctx, query),
});

export const POST = createRoute({
  method: "POST",
  path: "/api/teams",
  summary: "Create a team",
  tag: "Teams",
  auth: "user",
  limit: "standard",
  body: createTeamSchema,
  response: z.object({ team: teamSchema }),
  status: 201,
  handler: async ({ ctx, body }) => ({ team: await createTeam(ctx, body) }),
});
