import { env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";
import { postGuarded } from "#lib/platform/outbound/post-guarded.ts";
import { open } from "#lib/platform/secret-box.ts";
import type { Claim } from "#lib/webhooks/claim-deliveries.ts";
import { judgeAttempt, type Verdict } from "#lib/webhooks/judge-attempt.ts";
import { signatureHeaders } from "#lib/webhooks/sign.ts";

/** One attempt as the log keeps it, and what follows from it. */
export type Attempt = {
  claim: Claim;
  number: number;
  at: Date;
  statusCode: number | null;
  latencyMs: number;
  request: { method: "POST"; url: string; headers: Record<string, string> };
  response: string | null;
  error: string | null;
  verdict: Verdict;
};

const USER_AGENT = "Sentinel-Webhooks/1.0";
/** How much of a signature the log keeps: enough to compare by eye, too little to send it again. */
const KEPT_OF_SIGNATURE = 12;

/**
 * Sends a delivery once. The event's id is the same on every attempt, time and signatures are fresh.
 * Null when it could not be signed: that is our fault, and no attempt.
 */
export async function attemptDelivery(
  claim: Claim,
  { now, random }: { now: () => Date; random: () => number },
): Promise<Attempt | null> {
  const at = now();
  const headers = headersOf(claim, at);
  if (!headers) return null;
  const result = await postGuarded({
    url: claim.url,
    body: claim.body,
    headers,
    allowPrivate: env().webhookAllowPrivate,
  });
  const answer = result.kind === "answered" ? result : null;
  const statusCode = answer?.status ?? null;
  return {
    claim,
    number: claim.attemptCount + 1,
    at,
    statusCode,
    latencyMs: result.latencyMs,
    request: { method: "POST", url: claim.url, headers: shortened(headers) },
    response: answer?.body ?? null,
    error: result.kind === "failed" ? result.message : null,
    verdict: judgeAttempt(
      { statusCode, retryAfter: answer?.headers["retry-after"] },
      {
        made: claim.attemptCount + 1 - claim.attemptsBefore,
        isTest: claim.isTest,
        now: now(),
        random: random(),
      },
    ),
  };
}

function headersOf(claim: Claim, at: Date): Record<string, string> | null {
  const { eventId: id, event, body } = claim;
  const secret = secretOf(claim, claim.secret);
  if (secret === null) return null;
  const previous = claim.previousSecret && secretOf(claim, claim.previousSecret);
  return {
    "content-type": "application/json",
    "user-agent": USER_AGENT,
    "x-webhook-event": event,
    "x-webhook-id": id,
    ...signatureHeaders({ id, body }, previous ? [secret, previous] : [secret], at),
  };
}

function secretOf({ webhookId }: Claim, sealed: string): string | null {
  try {
    return open(sealed, "webhook.secret");
  } catch (error) {
    log().error({ err: error, webhookId }, "webhook secret cannot be read");
    return null;
  }
}

function shortened(headers: Record<string, string>): Record<string, string> {
  const short = (value: string) =>
    value
      .split(" ")
      .map((signature) => `${signature.slice(0, KEPT_OF_SIGNATURE)}…`)
      .join(" ");
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name.endsWith("signature") ? short(value) : value,
    ]),
  );
}
