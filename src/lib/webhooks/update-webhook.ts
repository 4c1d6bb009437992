import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { afterCommit, db, transaction } from "#lib/platform/db.ts";
import { findWebhook, lockWebhook } from "#lib/webhooks/lock-webhook.ts";
import { requireTarget } from "#lib/webhooks/require-target.ts";
import type { UpdateWebhookInput, WebhookDto } from "#lib/webhooks/schema.ts";
import { wakeDispatcher } from "#lib/webhooks/wake-dispatcher.ts";
import { toOneWebhook, type WebhookRow, webhookSelect } from "./queries.ts";

/** What is known about how an endpoint is doing says nothing about another address, or a new start. */
const FRESH = {
  consecutiveFailures: 0,
  failingSince: null,
  throttledUntil: null,
  disabledAt: null,
  disabledReason: null,
} satisfies Prisma.WebhookUpdateInput;

/**
 * Changes the given fields of a webhook. Paused, it is told nothing and what waits for it is held;
 * made active again, it is sent that first. What happens while it is paused is not told.
 *
 * @throws AppError not_found, forbidden or invalid_input.
 */
export async function updateWebhook(
  ctx: Context,
  id: string,
  input: UpdateWebhookInput,
): Promise<WebhookDto> {
  const found = await findWebhook(db(), ctx, id);
  if (input.url !== undefined && input.url !== found.url) await requireTarget(input.url);
  return transaction(async (tx) => {
    const before = await lockWebhook(tx, ctx, id);
    const changed = changesOf(before, input);
    if (changed.length === 0) return toOneWebhook(tx, before, ctx.now);
    const isFresh = changed.includes("url") || (changed.includes("isActive") && input.isActive);
    const { name, url, events, isActive } = { ...before, ...definedOf(input) };
    const webhook = await tx.webhook.update({
      where: { id },
      data: { name, url, events, isActive, ...(isFresh && isActive ? FRESH : {}) },
      select: webhookSelect,
    });
    await recordAudit(tx, ctx, {
      workspaceId: webhook.workspaceId,
      action: "webhook.updated",
      targetType: "webhook",
      targetId: id,
      metadata: { changed, events: webhook.events, isActive: webhook.isActive },
    });
    afterCommit(tx, wakeDispatcher);
    return toOneWebhook(tx, webhook, ctx.now);
  });
}

type Field = keyof UpdateWebhookInput;

function changesOf(before: WebhookRow, input: UpdateWebhookInput): Field[] {
  return (Object.keys(definedOf(input)) as Field[]).filter(
    (field) => String(input[field]) !== String(before[field]),
  );
}

function definedOf(input: UpdateWebhookInput): Partial<Pick<WebhookRow, Field>> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
