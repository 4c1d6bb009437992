import type { Context } from "#lib/access/context.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { changesBetween } from "#lib/deals/changes-between.ts";
import { factsOf, factsSelect } from "#lib/deals/deal-facts.ts";
import { isClosedStage, type Stage } from "#lib/deals/stages.ts";
import type { DealDomainEvent } from "#lib/events/domain-event.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { listRemoteStages } from "#lib/integrations/list-integrations.ts";
import { stageKey } from "#lib/integrations/map-stage.ts";
import { readRemoteFacts, storeRemoteFacts } from "#lib/integrations/merge-deal.ts";
import { type CrmKey, PROVIDER_LABELS, type StageMappingInput } from "#lib/integrations/schema.ts";
import { updateRemoteDeals } from "#lib/integrations/update-remote-deals.ts";
import { db, type Tx, transaction } from "#lib/platform/db.ts";
import { invalid, notFound } from "#lib/platform/errors.ts";

const BATCH = 250;

/**
 * Says which of our stages a provider's are, and moves the deals that stand in them: the provider's own
 * stage is kept beside each deal.
 *
 * @returns how many deals moved.
 * @throws AppError not_found when nothing was ever synced, invalid_input for a stage the account lacks.
 */
export async function mapStages(
  ctx: Context,
  provider: CrmKey,
  { mappings }: StageMappingInput,
): Promise<{ moved: number }> {
  const userId = ctx.user.id;
  const known = await listRemoteStages(ctx, provider);
  if (known.length === 0) throw notFound(`A synced ${PROVIDER_LABELS[provider]} account`);
  const keys = new Set(
    known.map(({ pipeline, remoteStage }) => stageKey({ pipeline, id: remoteStage })),
  );
  for (const [index, { pipeline, remoteStage }] of mappings.entries()) {
    if (keys.has(stageKey({ pipeline, id: remoteStage }))) continue;
    throw invalid(
      `mappings.${index}.remoteStage`,
      `"${remoteStage}" is no stage of the account${pipeline ? ` in the pipeline "${pipeline}"` : ""}`,
    );
  }
  await transaction(async (tx) => {
    for (const { pipeline, remoteStage, stage } of mappings) {
      const key = { userId, integration: provider, remotePipeline: pipeline, remoteStage };
      if (stage === null) await tx.stageMapping.deleteMany({ where: key });
      else {
        await tx.stageMapping.upsert({
          where: { userId_integration_remotePipeline_remoteStage: key },
          create: { ...key, stage },
          update: { stage },
        });
      }
    }
    await recordAudit(tx, ctx, {
      workspaceId: userId,
      action: "integration.changed",
      targetType: "integration",
      targetId: provider,
      metadata: { mappings: mappings.length },
    });
  });
  return { moved: await moveDeals(ctx, provider) };
}

/** In batches: an account may have ten thousand deals in one stage. */
async function moveDeals(ctx: Context, provider: CrmKey): Promise<number> {
  const stages = await listRemoteStages(ctx, provider);
  let moved = 0;
  for (const { pipeline, remoteStage, stage } of stages) {
    let after = "";
    for (;;) {
      const where = {
        userId: ctx.user.id,
        source: provider,
        remotePipeline: pipeline,
        remoteStage,
        stage: { not: stage },
        deletedAt: null,
        id: { gt: after },
      };
      const ids = await db().deal.findMany({
        where,
        orderBy: { id: "asc" },
        take: BATCH,
        select: { id: true },
      });
      const last = ids.at(-1);
      if (!last) break;
      after = last.id;
      moved += await transaction((tx) =>
        moveBatch(
          tx,
          ctx,
          ids.map(({ id }) => id),
          stage,
        ),
      );
    }
  }
  return moved;
}

async function moveBatch(tx: Tx, ctx: Context, ids: string[], stage: Stage): Promise<number> {
  await tx.$queryRaw`SELECT id FROM "Deal" WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  const deals = await tx.deal.findMany({
    where: { id: { in: ids } },
    select: {
      ...factsSelect,
      id: true,
      workspaceId: true,
      version: true,
      stageEnteredAt: true,
      closedAt: true,
      remoteStage: true,
      remotePipeline: true,
      remoteChangedAt: true,
      remoteFacts: true,
    },
  });
  const events: DealDomainEvent[] = [];
  const updates = deals.flatMap((deal) => {
    const before = factsOf(deal);
    const base = readRemoteFacts(deal.remoteFacts);
    // A stage that was chosen here by hand is no matter of the mapping.
    if (!base || base.stage !== before.stage || !deal.remoteChangedAt) return [];
    const facts = { ...before, stage };
    const { fields, changes } = changesBetween(before, facts);
    events.push({
      name: "deal.updated",
      workspaceId: deal.workspaceId,
      dealId: deal.id,
      occurredAt: ctx.now,
      fields,
      changes,
      version: deal.version + 1,
    });
    return [
      {
        id: deal.id,
        facts,
        hasChangedHere: true,
        stageEnteredAt: deal.stageEnteredAt,
        closedAt: isClosedStage(stage) ? (deal.closedAt ?? deal.stageEnteredAt) : null,
        remoteStage: deal.remoteStage ?? "",
        remotePipeline: deal.remotePipeline ?? "",
        remoteChangedAt: deal.remoteChangedAt,
        remoteFacts: storeRemoteFacts({ ...base, stage }),
      },
    ];
  });
  await updateRemoteDeals(tx, updates, ctx.now);
  await recordDomainEvents(tx, ctx, events);
  return updates.length;
}
