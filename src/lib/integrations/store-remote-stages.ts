import type { RemoteStageRef } from "#lib/integrations/remote-record.ts";
import type { SyncTarget } from "#lib/integrations/sync-target.ts";
import { transaction } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/new-id.ts";

/** Keeps the stages that the provider has now, for the editor of mappings; others are forgotten. */
export async function keepRemoteStages(
  { userId, provider }: SyncTarget,
  stages: readonly (RemoteStageRef & { pipelineLabel?: string })[],
  now: Date,
): Promise<void> {
  const rows = stages.map((stage, position) => ({
    id: newId(now),
    pipeline: stage.pipeline,
    pipelineLabel: stage.pipelineLabel ?? "",
    stage: stage.id,
    label: stage.label,
    position,
    isClosed: stage.isClosed,
    isWon: stage.isWon,
    probability: stage.probability,
  }));
  await transaction(async (tx) => {
    await tx.remoteStage.deleteMany({ where: { userId, integration: provider } });
    await tx.remoteStage.createMany({
      data: rows.map((row) => ({ ...row, userId, integration: provider, seenAt: now })),
      skipDuplicates: true,
    });
  });
}
