import { log } from "#lib/platform/log.ts";
import { listDueChannels } from "#lib/slack/claim-channel.ts";
import { type DeliveryClock, deliverToChannel } from "#lib/slack/deliver-to-channel.ts";
import type { Verdict } from "#lib/slack/judge-answer.ts";

/** Channels that one process posts to at once: one that answers slowly holds up no other. */
const CONCURRENCY = 40;

/** The posts that this process has in hand. */
export type DuePosts = {
  /** Begins with what is due and not in hand, as far as there is room. */
  begin: () => Promise<void>;
  inHand: () => Promise<unknown>[];
};

/** @param settled is told what came of each, null for nothing. */
export function createDuePosts(
  clock: DeliveryClock,
  settled: (outcome: Verdict["kind"] | null) => void,
): DuePosts {
  const inHand = new Map<string, Promise<void>>();
  const post = async (id: string) => {
    const outcome = await deliverToChannel(id, clock).catch((error) => {
      // The lease ends by itself, and the messages are still there.
      log().error({ err: error, slackId: id }, "slack post broke off");
      return "failed" as const;
    });
    inHand.delete(id);
    settled(outcome);
  };
  return {
    async begin() {
      const room = CONCURRENCY - inHand.size;
      if (room <= 0) return;
      const without = [...inHand.keys()];
      for (const id of await listDueChannels(clock.now(), { without, limit: room })) {
        inHand.set(id, post(id));
      }
    },
    inHand: () => [...inHand.values()],
  };
}
