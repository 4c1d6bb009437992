import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { changeRole } from "#lib/teams/change-role.ts";
import { removeMember } from "#lib/teams/remove-member.ts";
import { changeRoleSchema, memberSchema, removeMemberSchema } from "#lib/teams/schema.ts";

const params = z.object({ id: idSchema, userId: idSchema });
const path = "/api/teams/{id}/members/{userId}";

export const PATCH = createRoute({
  method: "PATCH",
  path,
  summary: "Give a member another role",
  tag: "Teams",
  auth: "user",
  limit: "standard",
  params,
  body: changeRoleSchema,
  response: z.object({ member: memberSchema }),
  handler: async ({ ctx, params: { id, userId }, body: { role } }) => ({
    member: await changeRole(ctx, id, userId, role),
  }),
});

export const DELETE = createRoute({
  method: "DELETE",
  path,
  summary: "Remove a member, and give their deals to others",
  tag: "Teams",
  auth: "user",
  limit: "standard",
  params,
  query: removeMemberSchema,
  response: z.object({ userId: z.string() }),
  handler: async ({ ctx, params: { id, userId }, query }) => {
    await removeMember(ctx, id, userId, query);
    return { userId };
  },
});
