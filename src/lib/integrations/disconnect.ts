import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { tableOf } from "#lib/integrations/integration-row.ts";
import { PROVIDER_LABELS, type ProviderKey } from "#lib/integrations/schema.ts";
import { transaction } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

/**
 * Forgets the actor's credentials at a provider. What was synced stays, and so does the mapping of
 * stages, for when it is connected again. A run in progress stops at its next page.
 *
 * @throws AppError not_found when it is not connected.
 */
export async function disconnect(ctx: Context, provider: ProviderKey): Promise<void> {
  const userId = ctx.user.id;
  await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ teamId: string | null }[]>`
      DELETE FROM ${tableOf(provider)} WHERE "userId" = ${userId} RETURNING "teamId"`;
    if (!row) throw notFound(`A connection to ${PROVIDER_LABELS[provider]}`);
    if (provider !== "google_calendar") {
      await tx.remoteStage.deleteMany({ where: { userId, integration: provider } });
      await tx.remoteChange.deleteMany({
        where: { userId, integration: provider, status: "pending" },
      });
    }
    await tx.integrationLog.create({
      data: {
        userId,
        integration: provider,
        action: "disconnect",
        status: "success",
        message: "Disconnected; the credentials are deleted, the records stay.",
        createdAt: ctx.now,
      },
    });
    await recordAudit(tx, ctx, {
      workspaceId: row.teamId ?? userId,
      action: "integration.disconnected",
      targetType: "integration",
      targetId: provider,
    });
  });
}
