import type { DbOrTx, Tx } from "#lib/platform/db.ts";

/**
 * Takes an account for this transaction, whether there is a row of it or not: it is made, followed and
 * erased by one at a time, so that what one of them finds is still so when it writes.
 */
export async function holdAccount(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`account ${userId}`}, 0))`;
}

/** Whether the account was deleted: whatever is still said about it makes no user of it again. */
export async function isErased(client: DbOrTx, userId: string): Promise<boolean> {
  return (await client.erasedUser.findUnique({ where: { id: userId } })) !== null;
}
