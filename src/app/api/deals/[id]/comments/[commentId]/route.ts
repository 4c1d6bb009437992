import { z } from "zod";
import { deleteComment } from "#lib/comments/delete-comment.ts";
import { editComment } from "#lib/comments/edit-comment.ts";
import { commentSchema, writeCommentSchema } from "#lib/comments/schema.ts";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";

const params = z.object({ id: idSchema, commentId: idSchema });
const path = "/api/deals/{id}/comments/{commentId}";

export const PATCH = createRoute({
  method: "PATCH",
  path,
  summary: "Change a comment of one's own",
  tag: "Comments",
  auth: "user",
  limit: "standard",
  params,
  body: writeCommentSchema,
  response: z.object({ comment: commentSchema }),
  handler: async ({ ctx, params: { id, commentId }, body }) => ({
    comment: await editComment(ctx, id, commentId, body),
  }),
});

export const DELETE = createRoute({
  method: "DELETE",
  path,
  summary: "Delete a comment",
  tag: "Comments",
  auth: "user",
  limit: "standard",
  params,
  response: z.object({ id: z.string() }),
  handler: async ({ ctx, params: { id, commentId } }) => {
    await deleteComment(ctx, id, commentId);
    return { id: commentId };
  },
});
