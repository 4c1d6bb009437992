import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { previewRemoval } from "#lib/teams/preview-removal.ts";
import { removalSchema } from "#lib/teams/schema.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/teams/{id}/members/{userId}/removal",
  summary: "What a member would leave behind",
  tag: "Teams",
  auth: "user",
  limit: "lenient",
  params: z.object({ id: idSchema, userId: idSchema }),
  response: z.object({ removal: removalSchema }),
  handler: async ({ ctx, params: { id, userId } }) => ({
    removal: await previewRemoval(ctx, id, userId),
  }),
});
