import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { memberSchema, transferSchema } from "#lib/teams/schema.ts";
import { transferOwnership } from "#lib/teams/transfer-ownership.ts";

export const POST = createRoute({
  method: "POST",
  path: "/api/teams/{id}/transfer",
  summary: "Make another member owner in one's place",
  tag: "Teams",
  auth: "user",
  limit: "standard",
  params: z.object({ id: idSchema }),
  body: transferSchema,
  response: z.object({ member: memberSchema }),
  handler: async ({ ctx, params: { id }, body: { userId } }) => ({
    member: await transferOwnership(ctx, id, userId),
  }),
});
