"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { addComment as add } from "#lib/comments/add-comment.ts";
import { deleteComment as remove } from "#lib/comments/delete-comment.ts";
import { editComment as edit } from "#lib/comments/edit-comment.ts";
import { nameColleagues } from "#lib/comments/name-colleagues.ts";
import { writeCommentSchema } from "#lib/comments/schema.ts";
import { idSchema } from "#lib/deals/schema.ts";
import { createRecordAction } from "#lib/http/create-action.ts";

const ofComment = z.object({ commentId: idSchema });

export const addComment = createRecordAction({
  id: idSchema,
  input: writeCommentSchema,
  handler: async ({ ctx, id, input }) => {
    await add(ctx, id, await nameColleagues(ctx, id, input));
    revalidatePath(`/deals/${id}`);
  },
});

export const editComment = createRecordAction({
  id: idSchema,
  input: writeCommentSchema.extend(ofComment.shape),
  handler: async ({ ctx, id, input: { commentId, body } }) => {
    await edit(ctx, id, commentId, await nameColleagues(ctx, id, { body }));
    revalidatePath(`/deals/${id}`);
  },
});

export const deleteComment = createRecordAction({
  id: idSchema,
  input: ofComment,
  handler: async ({ ctx, id, input: { commentId } }) => {
    await remove(ctx, id, commentId);
    revalidatePath(`/deals/${id}`);
  },
});
