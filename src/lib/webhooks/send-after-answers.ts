import { after } from "next/server";
import { env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";
import { drainWebhooks } from "#lib/webhooks/drain-webhooks.ts";
import { listenForWork } from "#lib/webhooks/wake-dispatcher.ts";

/** A function may be kept alive after its answer, but not for long: the last attempt is in it. */
const BUDGET_MS = 25_000;

/**
 * Where functions live for one request, no dispatcher looks for work and the scheduler may come once a
 * day. So whoever causes an event also sends what is due, after the answer has gone out.
 */
export function sendWebhooksAfterAnswers(): void {
  if (env().runsWorkers) return;
  listenForWork(() => {
    try {
      after(sendForAWhile);
    } catch {
      // Not in a request: the scheduler's own calls send what they have caused.
    }
  });
}

async function sendForAWhile(): Promise<void> {
  try {
    await drainWebhooks({ now: new Date(), deadline: Date.now() + BUDGET_MS });
  } catch (error) {
    log().error({ err: error }, "webhooks were not sent after the answer");
  }
}
