import type { Context } from "#lib/access/context.ts";
import { syncIntegrationKind } from "#lib/integrations/job-kinds.ts";
import { getIntegration } from "#lib/integrations/list-integrations.ts";
import { PROVIDER_LABELS, type ProviderKey } from "#lib/integrations/schema.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { transaction } from "#lib/platform/db.ts";
import { AppError, notFound } from "#lib/platform/errors.ts";

/**
 * Queues a run of the actor's sync, for pages that follow it as it goes.
 *
 * @throws AppError not_found when it is not connected, conflict while the credentials have to be given
 * anew.
 */
export async function startSync(ctx: Context, provider: ProviderKey): Promise<void> {
  const { connected, isActive, lastError } = await getIntegration(ctx, provider);
  const label = PROVIDER_LABELS[provider];
  if (!connected) throw notFound(`A connection to ${label}`);
  if (!isActive) throw new AppError("conflict", lastError ?? `Connect ${label} anew first.`);
  const userId = ctx.user.id;
  const key = `${provider}:${userId}`;
  await transaction((tx) => enqueue(tx, syncIntegrationKind, { provider, userId }, { key }));
}
