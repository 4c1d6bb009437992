import type { Context } from "#lib/access/context.ts";
import { ERASE_TIMEOUT_MS, eraseAccount } from "#lib/account/erase-account.ts";
import { deleteSignInKind } from "#lib/account/job-kinds.ts";
import { DELETED_ACCOUNT } from "#lib/audit/deleted-account.ts";
import { identityProvider } from "#lib/auth/identity.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { retryOnDeadlock, transaction } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";

/**
 * Deletes the actor's account, all of it or nothing. Their own records are gone; what they own in teams
 * goes to an owner there, and a team with nobody else in it goes with them. The account at the sign-in
 * service is deleted by a job of the same transaction. Credentials that are still out mean nothing.
 *
 * @param confirm the actor's e-mail address as they typed it.
 * @throws AppError invalid_input when `confirm` is not their address, conflict while they are the only
 * owner of a team with others in it.
 */
export async function deleteAccount(ctx: Context, confirm: string): Promise<void> {
  const { id, email } = ctx.user;
  if (confirm.trim().toLowerCase() !== email) {
    throw invalid("confirm", `must be your e-mail address, ${email}`);
  }
  const provider = await identityProvider();
  const origin = { ...ctx, user: { id, name: DELETED_ACCOUNT } };
  const erase = () =>
    transaction(
      async (tx) => {
        await eraseAccount(tx, id, { origin, isForced: false });
        if (!provider.isDemo) await enqueue(tx, deleteSignInKind, { userId: id });
      },
      { timeout: ERASE_TIMEOUT_MS },
    );
  // Requests of the same person that are still running lock their deals in an order of their own.
  await retryOnDeadlock(erase);
}
