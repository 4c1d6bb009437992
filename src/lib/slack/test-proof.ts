import { sign, verify } from "#lib/platform/secret-box.ts";

/** How long a test message counts: long enough to fill in a form. */
const VALID_MS = 3_600_000;
const PURPOSE = "slack.test";

/** Says that this person has sent a test message to this address and Slack took it. */
export function proofOfTest(userId: string, url: string, now: Date): string {
  const until = now.getTime() + VALID_MS;
  return `${until}.${sign(PURPOSE, `${until} ${userId} ${url}`)}`;
}

export function isProofOfTest(proof: string, userId: string, url: string, now: Date): boolean {
  const [until = "", signature = "", ...rest] = proof.split(".");
  if (rest.length > 0 || !/^\d{1,16}$/.test(until)) return false;
  return Number(until) > now.getTime() && verify(PURPOSE, `${until} ${userId} ${url}`, signature);
}
