import type { Context } from "#lib/access/context.ts";
import type { ProviderKey } from "#lib/integrations/schema.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";

export type LogEntry = {
  id: string;
  integration: string;
  action: string;
  status: string;
  message: string;
  createdAt: string;
};

/** What the actor's integrations have done, newest first, a page at a time. */
export async function listLog(
  ctx: Context,
  input: {
    provider?: ProviderKey | undefined;
    status?: string | undefined;
    limit: number;
    cursor?: string | undefined;
  },
): Promise<{ entries: LogEntry[]; nextCursor: string | null }> {
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, [isMoment, isText]);
  const rows = await db().integrationLog.findMany({
    where: {
      userId: ctx.user.id,
      ...(input.provider ? { integration: input.provider } : {}),
      ...(input.status ? { status: input.status } : {}),
      ...(after
        ? {
            OR: [
              { createdAt: { lt: new Date(after[0]) } },
              { createdAt: new Date(after[0]), id: { lt: after[1] } },
            ],
          }
        : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    select: {
      id: true,
      integration: true,
      action: true,
      status: true,
      message: true,
      createdAt: true,
    },
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    entries: page.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    nextCursor:
      rows.length > input.limit && last
        ? encodeCursor([last.createdAt.toISOString(), last.id])
        : null,
  };
}
