import { z } from "zod";
import { addComment } from "#lib/comments/add-comment.ts";
import { listComments } from "#lib/comments/list-comments.ts";
import { commentSchema, writeCommentSchema } from "#lib/comments/schema.ts";
import { idSchema, pageSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";

const params = z.object({ id: idSchema });
const path = "/api/deals/{id}/comments";

export const GET = createRoute({
  method: "GET",
  path,
  summary: "The comments on a deal, newest first",
  tag: "Comments",
  auth: "user",
  limit: "lenient",
  params,
  query: pageSchema,
  response: z.object({ comments: z.array(commentSchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, params: { id }, query }) => listComments(ctx, id, query),
});

export const POST = createRoute({
  method: "POST",
  path,
  summary: "Comment on a deal",
  tag: "Comments",
  auth: "user",
  limit: "standard",
  params,
  body: writeCommentSchema,
  response: z.object({ comment: commentSchema }),
  status: 201,
  handler: async ({ ctx, params: { id }, body }) => ({ comment: await addComment(ctx, id, body) }),
});
