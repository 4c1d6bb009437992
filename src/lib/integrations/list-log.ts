import type { Context } from "#lib/access/context.ts";
import type { ProviderKey } from "#lib/integrations/schema.ts";
import { db } from "#lib/platform/db.ts";
import { newestFirst } from "#lib/platform/newest-first.ts";

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
  const { after, orderBy, take, pageOf } = newestFirst(input);
  const rows = await db().integrationLog.findMany({
    where: {
      userId: ctx.user.id,
      ...(input.provider ? { integration: input.provider } : {}),
      ...(input.status ? { status: input.status } : {}),
      ...after,
    },
    orderBy,
    take,
    select: {
      id: true,
      integration: true,
      action: true,
      status: true,
      message: true,
      createdAt: true,
    },
  });
  const { page, nextCursor } = pageOf(rows);
  return {
    entries: page.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    nextCursor,
  };
}
