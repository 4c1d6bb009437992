import { z } from "zod";
import { idSchema, pageSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { listMembers } from "#lib/teams/list-members.ts";
import { memberSchema } from "#lib/teams/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/teams/{id}/members",
  summary: "The people of a team, by name",
  tag: "Teams",
  auth: "user",
  limit: "lenient",
  params: z.object({ id: idSchema }),
  query: pageSchema,
  response: z.object({ members: z.array(memberSchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, params: { id }, query }) => listMembers(ctx, id, query),
});
