import { z } from "zod";
import { ROLES } from "#lib/access/policy.ts";
import { createRoute } from "#lib/http/create-route.ts";

const response = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    timezone: z.string(),
    currency: z.string(),
  }),
  teams: z.array(
    z.object({ id: z.string(), name: z.string(), slug: z.string(), role: z.enum(ROLES) }),
  ),
});

export const GET = createRoute({
  method: "GET",
  path: "/api/auth/me",
  summary: "Who is signed in, and in which teams",
  tag: "Account",
  auth: "user",
  limit: "lenient",
  response,
  handler: async ({ ctx }) => ({
    user: ctx.user,
    teams: ctx.memberships.map(({ role, team: { id, name, slug } }) => ({ id, name, slug, role })),
  }),
});
