import type { Context } from "#lib/access/context.ts";
import { getIntegration } from "#lib/integrations/list-integrations.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import { runProviderSync } from "#lib/integrations/run-provider-sync.ts";
import { PROVIDER_LABELS, type ProviderKey, type SyncResult } from "#lib/integrations/schema.ts";
import { AppError, notFound } from "#lib/platform/errors.ts";

/** A request may take this long; what is left goes on in the next run. */
const BUDGET_MS = 240_000;

/**
 * Runs the actor's sync now and waits for it.
 *
 * @throws AppError not_found when it is not connected, conflict while another run is at it or the
 * credentials have to be given anew.
 */
export async function syncNow(
  ctx: Context,
  provider: ProviderKey,
  pace: Pace,
): Promise<SyncResult> {
  const label = PROVIDER_LABELS[provider];
  const { connected, isActive, lastError } = await getIntegration(ctx, provider);
  if (!connected) throw notFound(`A connection to ${label}`);
  if (!isActive) throw new AppError("conflict", lastError ?? `Connect ${label} anew first.`);
  const deadline = pace.clock() + BUDGET_MS;
  const result = await runProviderSync(provider, ctx.user.id, { now: ctx.now, deadline, pace });
  if (result) return result;
  throw new AppError(
    "conflict",
    `A sync with ${label} is running already; its result comes here.`,
    {
      headers: { "retry-after": "10" },
    },
  );
}
