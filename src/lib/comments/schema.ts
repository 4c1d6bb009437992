import { z } from "zod";

/** Shapes of comments at every boundary. Safe for the browser. */

export const MAX_COMMENT = 5_000;

const moment = z.iso.datetime();
const person = z.object({ id: z.string(), name: z.string() });

export const commentSchema = z
  .object({
    id: z.string(),
    author: person.nullable().meta({ description: "Null once their account is deleted." }),
    body: z.string().meta({
      description: "Plain text. People are named as `@[id]`; empty once the comment is deleted.",
    }),
    mentions: z
      .array(person)
      .meta({ description: "The people named in it, as far as they exist." }),
    isDeleted: z.boolean(),
    createdAt: moment,
    editedAt: moment.nullable(),
  })
  .meta({ id: "Comment" });
export type CommentDto = z.infer<typeof commentSchema>;

export const writeCommentSchema = z.object({
  body: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(MAX_COMMENT, `must have at most ${MAX_COMMENT} characters`)
    .meta({ description: "Plain text; `@[id]` names a person who can see the deal." }),
});
export type WriteCommentInput = z.infer<typeof writeCommentSchema>;
