import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { tableOf } from "#lib/integrations/integration-row.ts";
import { requireSyncTarget } from "#lib/integrations/require-workspace.ts";
import { PROVIDER_LABELS, type ProviderKey } from "#lib/integrations/schema.ts";
import { transaction } from "#lib/platform/db.ts";
import { invalid, notFound } from "#lib/platform/errors.ts";

/**
 * Switches the regular sync and the writing back of one of the actor's integrations on or off.
 *
 * @throws AppError not_found when it is not connected, forbidden when their role in its team has
 * changed, invalid_input for writing by a key that cannot.
 */
export async function changeSettings(
  ctx: Context,
  provider: ProviderKey,
  { syncEnabled, writeBack }: { syncEnabled: boolean; writeBack: boolean },
): Promise<void> {
  const userId = ctx.user.id;
  await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ teamId: string | null }[]>`
      UPDATE ${tableOf(provider)} SET "syncEnabled" = ${syncEnabled}, "writeBack" = ${writeBack},
        "updatedAt" = ${ctx.now}
      WHERE "userId" = ${userId} RETURNING "teamId"`;
    if (!row) throw notFound(`A connection to ${PROVIDER_LABELS[provider]}`);
    requireSyncTarget(ctx, row.teamId);
    if (provider === "google_calendar" && writeBack) {
      const keyOnly = await tx.googleCalendarIntegration.count({
        where: { userId, refreshToken: null },
      });
      if (keyOnly > 0)
        throw invalid("writeBack", "needs a sign-in with Google: a key cannot write");
    }
    await recordAudit(tx, ctx, {
      workspaceId: row.teamId ?? userId,
      action: "integration.changed",
      targetType: "integration",
      targetId: provider,
      metadata: { syncEnabled, writeBack },
    });
  });
}
