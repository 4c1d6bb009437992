import { z } from "zod";
import type { RenderedEmail } from "#lib/email/render-email.ts";
import type { Env } from "#lib/platform/env.ts";
import { readRetryAfter } from "#lib/platform/outbound/retry-after.ts";

/** Wire facts: Resend's REST API, version 1.5.0 of its specification and its pages on errors and limits. */
const BASE_URL = "https://api.resend.com";
const TIMEOUT_MS = 15_000;
/** Longest that a Retry-After for too many requests is believed, in seconds. */
const MAX_PAUSE = 60;

export type ResendAccount = NonNullable<Env["resend"]>;

export type OutgoingEmail = RenderedEmail & {
  /** Unique for each mail and the same on every try: the provider sends one mail for it. */
  idempotencyKey: string;
  to: string;
  /** Name of the template, by which the account's own statistics tell mails apart. */
  template: string;
};

/** What became of one try. */
export type SendOutcome =
  | { result: "sent"; providerId: string }
  /** Another try cannot help. */
  | { result: "refused"; error: string }
  /** Perhaps received, perhaps not: the next try goes under the same key. */
  | { result: "failed"; error: string }
  /** Nothing was taken because there were too many requests. */
  | { result: "throttled"; error: string; seconds: number }
  /** Nothing is taken before the account's day is over. */
  | { result: "exhausted"; error: string; seconds: number | null };

/** One request to Resend. Never throws: an unreachable service is an outcome like any other. */
export async function sendThroughResend(
  account: ResendAccount,
  email: OutgoingEmail,
  now: Date,
): Promise<SendOutcome> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${account.baseUrl?.replace(/\/$/, "") ?? BASE_URL}/emails`, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        authorization: `Bearer ${account.apiKey}`,
        "content-type": "application/json",
        "idempotency-key": email.idempotencyKey,
      },
      body: JSON.stringify({
        from: account.from,
        to: [email.to],
        subject: email.subject,
        html: email.html,
        text: email.text,
        headers: email.headers,
        tags: [{ name: "template", value: email.template }],
      }),
    });
    text = await response.text();
  } catch (error) {
    return { result: "failed", error: unreachable(error) };
  }
  return response.ok ? accepted(text) : rejected(response, text, now);
}

function accepted(text: string): SendOutcome {
  const body = z.object({ id: z.string() }).safeParse(parseJson(text));
  // It was taken; under the same key the next try gets the same answer, readable this time.
  if (!body.success) return { result: "failed", error: "Resend's answer could not be read." };
  return { result: "sent", providerId: body.data.id };
}

const problemSchema = z.object({ name: z.string(), message: z.string() });

function rejected(response: Response, text: string, now: Date): SendOutcome {
  const { status } = response;
  const problem = problemSchema.safeParse(parseJson(text)).data ?? { name: "", message: "" };
  const { name } = problem;
  const error = wordsFor(status, problem);
  const wait = readRetryAfter(response.headers.get("retry-after") ?? undefined, now);
  const seconds = wait === null ? null : Math.ceil(wait / 1000);
  if (name === "daily_quota_exceeded") return { result: "exhausted", error, seconds };
  if (name === "monthly_quota_exceeded") return { result: "refused", error };
  if (status === 429) {
    return { result: "throttled", error, seconds: Math.min(seconds ?? 1, MAX_PAUSE) };
  }
  if (status === 409 && name === "concurrent_idempotent_requests")
    return { result: "failed", error };
  if (status === 408 || status >= 500) return { result: "failed", error };
  return { result: "refused", error };
}

/** What somebody reads under "Failed messages", with what to do about it. */
function wordsFor(status: number, { name, message }: { name: string; message: string }): string {
  const said = message ? ` It said: “${message.slice(0, 300)}”` : "";
  if (name === "daily_quota_exceeded") {
    return "Resend's limit of mails for today is used up. It is tried again when the day is over.";
  }
  if (name === "monthly_quota_exceeded") {
    return "Resend's limit of mails for this month is used up. Choose a larger plan there, then send it again.";
  }
  if (name === "invalid_idempotent_request") {
    return "Resend had already taken this mail with other contents. Look there whether it was sent; it can be sent again after 24 hours.";
  }
  if (status === 401 || name === "invalid_api_key") {
    return `Resend does not accept the API key. Check RESEND_API_KEY.${said}`;
  }
  if (status === 403 || name === "invalid_from_address") {
    return `Resend does not send from this address. Check that the domain of RESEND_FROM_EMAIL is verified there.${said}`;
  }
  if (status === 429) return "Resend takes no more mails at the moment.";
  if (status >= 500) return `Resend could not take the mail (status ${status}).`;
  return `Resend refused the mail (status ${status}).${said}`;
}

function unreachable(error: unknown): string {
  return error instanceof Error && error.name === "TimeoutError"
    ? "Resend did not answer in time."
    : "Resend could not be reached.";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
