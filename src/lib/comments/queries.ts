import type { Prisma } from "#generated/prisma/client.ts";
import type { CommentDto } from "#lib/comments/schema.ts";
import type { DbOrTx } from "#lib/platform/db.ts";

// Private to this folder: which columns are read and how they become what callers see.

export const commentSelect = {
  id: true,
  body: true,
  mentions: true,
  editedAt: true,
  deletedAt: true,
  createdAt: true,
  author: { select: { id: true, name: true } },
} satisfies Prisma.DealCommentSelect;

type CommentPerson = CommentDto["mentions"][number];
type CommentRow = Prisma.DealCommentGetPayload<{ select: typeof commentSelect }>;

/** Comments as callers see them, with the present names of the people in them. */
export async function toComments(
  client: DbOrTx,
  rows: readonly CommentRow[],
): Promise<CommentDto[]> {
  const people = await peopleIn(client, rows);
  return rows.map((row) => toDto(row, people));
}

/** One comment that the caller has just written. */
export async function loadComment(client: DbOrTx, id: string): Promise<CommentDto> {
  const row = await client.dealComment.findUniqueOrThrow({ where: { id }, select: commentSelect });
  return toDto(row, await peopleIn(client, [row]));
}

async function peopleIn(client: DbOrTx, rows: readonly CommentRow[]) {
  const people = await client.user.findMany({
    where: { id: { in: [...new Set(rows.flatMap(({ mentions }) => mentions))] } },
    select: { id: true, name: true },
  });
  return new Map(people.map((person) => [person.id, person]));
}

function toDto(row: CommentRow, people: ReadonlyMap<string, CommentPerson>): CommentDto {
  return {
    id: row.id,
    author: row.author,
    body: row.body,
    mentions: row.mentions.flatMap((id) => people.get(id) ?? []),
    isDeleted: row.deletedAt !== null,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
  };
}
