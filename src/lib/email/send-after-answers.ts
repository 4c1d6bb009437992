import { after } from "next/server";
import { sendDueEmails } from "#lib/email/send-due-emails.ts";
import { listenForMail } from "#lib/email/wake-sender.ts";
import { env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";

/** A function may be kept alive after its answer, but not for long. */
const BUDGET_MS = 20_000;

/**
 * Where functions live for one request, no worker looks for mails and the scheduler may come once a
 * day. So whoever asks for a mail also sends what is due, after the answer has gone out.
 */
export function sendAfterAnswers(): void {
  if (env().runsWorkers) return;
  listenForMail(() => {
    try {
      after(sendForAWhile);
    } catch {
      // Not in a request: the scheduler's own calls send what they have caused.
    }
  });
}

async function sendForAWhile(): Promise<void> {
  try {
    await sendDueEmails({ now: new Date(), deadline: Date.now() + BUDGET_MS });
  } catch (error) {
    log().error({ err: error }, "mails were not sent after the answer");
  }
}
