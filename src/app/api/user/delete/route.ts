import { z } from "zod";
import { deleteAccount } from "#lib/account/delete-account.ts";
import { previewDeletion } from "#lib/account/preview-deletion.ts";
import { deleteAccountSchema, deletionSchema } from "#lib/account/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";

const path = "/api/user/delete";

export const GET = createRoute({
  method: "GET",
  path,
  summary: "What the deletion of one's account would do",
  tag: "Account",
  auth: "user",
  limit: "lenient",
  response: z.object({ deletion: deletionSchema }),
  handler: async ({ ctx }) => ({ deletion: await previewDeletion(ctx) }),
});

export const DELETE = createRoute({
  method: "DELETE",
  path,
  summary: "Delete one's account",
  tag: "Account",
  auth: "user",
  limit: "strict",
  body: deleteAccountSchema,
  response: z.object({ id: z.string() }),
  handler: async ({ ctx, body: { confirm } }) => {
    await deleteAccount(ctx, confirm);
    return { id: ctx.user.id };
  },
});
