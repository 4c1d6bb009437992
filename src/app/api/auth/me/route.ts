import { meSchema, updateProfileSchema } from "#lib/account/schema.ts";
import { toMe, updateProfile } from "#lib/account/update-profile.ts";
import { createRoute } from "#lib/http/create-route.ts";

const path = "/api/auth/me";

export const GET = createRoute({
  method: "GET",
  path,
  summary: "Who is signed in, and in which teams",
  tag: "Account",
  auth: "user",
  limit: "lenient",
  response: meSchema,
  handler: async ({ ctx }) => toMe(ctx),
});

export const PATCH = createRoute({
  method: "PATCH",
  path,
  summary: "Change one's name, time zone or currency",
  tag: "Account",
  auth: "user",
  limit: "standard",
  body: updateProfileSchema,
  response: meSchema,
  handler: ({ ctx, body }) => updateProfile(ctx, body),
});
