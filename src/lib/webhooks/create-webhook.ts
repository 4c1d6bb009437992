import type { Context } from "#lib/access/context.ts";
import { mayIn } from "#lib/access/scope.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { transaction } from "#lib/platform/db.ts";
import { AppError, invalid } from "#lib/platform/errors.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { webhookRefusal } from "#lib/webhooks/lock-webhook.ts";
import { requireTarget } from "#lib/webhooks/require-target.ts";
import {
  type CreateWebhookInput,
  MAX_WEBHOOKS,
  type WebhookWithSecret,
} from "#lib/webhooks/schema.ts";
import { newSecret } from "#lib/webhooks/sign.ts";
import { toOneWebhook, webhookSelect } from "./queries.ts";

/**
 * Makes a webhook for a team's events or, without a team, for those of the actor's own deals. The
 * secret is in this answer and in no other.
 *
 * @throws AppError invalid_input, forbidden, or unavailable when the installation can keep no secrets.
 */
export async function createWebhook(
  ctx: Context,
  input: CreateWebhookInput,
): Promise<WebhookWithSecret> {
  const teamId = input.teamId ?? null;
  if (teamId !== null && !ctx.memberships.some(({ team }) => team.id === teamId)) {
    throw invalid("teamId", "is not one of your teams");
  }
  if (!mayIn(ctx, teamId, "team.configure")) throw webhookRefusal();
  await requireTarget(input.url);
  const workspaceId = teamId ?? ctx.user.id;
  const secret = newSecret();
  return transaction(async (tx) => {
    // One at a time for each workspace: two at once would both find room for the last one.
    await tx.$queryRaw`
      SELECT pg_advisory_xact_lock(hashtextextended(${`webhooks of ${workspaceId}`}, 0))::text`;
    const count = await tx.webhook.count({ where: { workspaceId } });
    if (count >= MAX_WEBHOOKS) {
      throw new AppError(
        "invalid_input",
        `There are ${count} webhooks already, and ${MAX_WEBHOOKS} is the most. Delete one first.`,
      );
    }
    const webhook = await tx.webhook.create({
      data: {
        workspaceId,
        userId: ctx.user.id,
        teamId,
        name: input.name,
        url: input.url,
        events: input.events,
        secret: seal(secret, "webhook.secret"),
        createdAt: ctx.now,
      },
      select: webhookSelect,
    });
    await recordAudit(tx, ctx, {
      workspaceId,
      action: "webhook.created",
      targetType: "webhook",
      targetId: webhook.id,
      metadata: { events: input.events },
    });
    return { webhook: await toOneWebhook(tx, webhook, ctx.now), secret };
  });
}
