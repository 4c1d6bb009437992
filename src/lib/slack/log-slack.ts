import type { Tx } from "#lib/platform/db.ts";

/** Keeps what became of a channel in the log of integrations of whoever added it. */
export async function logSlack(
  tx: Tx,
  { id, userId, workspaceId }: { id: string; userId: string; workspaceId: string },
  entry: {
    action: "connected" | "disabled" | "disconnected" | "given_up";
    status: "success" | "failed";
    message: string;
    now: Date;
  },
): Promise<void> {
  const { now, ...fields } = entry;
  await tx.integrationLog.create({
    data: {
      ...fields,
      userId,
      integration: "slack",
      metadata: { slackId: id, workspaceId },
      createdAt: now,
    },
  });
}
