import type { z } from "zod";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import { createTokenBucket } from "#lib/integrations/token-bucket.ts";

/** The clock, patience and chance of a run: passed in, so that tests move time. */
export type Pace = {
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
  /** 0 to 1, as Math.random. */
  random: () => number;
};

export type ProviderHttpOptions = {
  /** Named in messages: "Salesforce". */
  label: string;
  baseUrl: string;
  headers: () => Record<string, string>;
  /** Epoch milliseconds after which nothing is begun. */
  deadline: number;
  /** Requests of this run per second; after a rest a second's worth may go at once. */
  perSecond: number;
  /** The same for requests that a provider counts apart (`isCountedApart`). */
  apartPerSecond?: number;
  pace: Pace;
  /** What a refusal means, from its status and its body (parsed when it is JSON, else text). */
  explain: (status: number, body: unknown, headers: Headers) => ProviderError;
  /** Looks at every answer, for what a provider says about its limits. */
  observe?: (headers: Headers) => void;
};

export type ProviderRequest = {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below the base URL, with its leading slash. */
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  json?: unknown;
  form?: Record<string, string>;
  /** For requests that have a narrower limit of their own, as HubSpot's search. */
  isCountedApart?: boolean;
};

export type ProviderHttp = {
  /**
   * The answer, as the provider documents it.
   *
   * @throws ProviderError after passing failures were tried again with growing, jittered pauses.
   */
  request: <S extends z.ZodType>(request: ProviderRequest, answer: S) => Promise<z.infer<S>>;
};

const TIMEOUT_MS = 20_000;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** The largest answer that is read: a page of 2,000 records has some 4 MB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * HTTP to one account of one provider, for one run: paced, tried again when that can help, and never
 * beyond the run's deadline.
 */
export function createProviderHttp(options: ProviderHttpOptions): ProviderHttp {
  const { pace, deadline, label } = options;
  const bucketOf = (perSecond: number) =>
    createTokenBucket(pace, { perSecond, burst: Math.max(1, Math.floor(perSecond)) });
  const all = bucketOf(options.perSecond);
  const apart = bucketOf(options.apartPerSecond ?? options.perSecond);
  return {
    request: async (request, answer) => {
      for (let attempt = 1; ; attempt += 1) {
        await (request.isCountedApart ? apart : all).take();
        try {
          const body = await send(options, request);
          const parsed = answer.safeParse(body);
          if (parsed.success) return parsed.data;
          throw new ProviderError(
            "bad_answer",
            `${label} answered in a form that is not known (${parsed.error.issues[0]?.path.join(".") || "as a whole"}).`,
            { cause: parsed.error },
          );
        } catch (error) {
          const pause = pauseBefore(error, attempt, pace);
          if (pause === null || pace.clock() + pause >= deadline) throw error;
          await pace.sleep(pause);
        }
      }
    },
  };
}

async function send(options: ProviderHttpOptions, request: ProviderRequest): Promise<unknown> {
  const { label, baseUrl, explain, observe } = options;
  const url = new URL(baseUrl + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.append(name, String(value));
  }
  let response: Response;
  try {
    response = await fetch(url, {
      method: request.method ?? "GET",
      headers: {
        accept: "application/json",
        ...options.headers(),
        ...(request.json === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(request.json === undefined ? {} : { body: JSON.stringify(request.json) }),
      ...(request.form === undefined ? {} : { body: new URLSearchParams(request.form) }),
      // A redirect would carry the credentials to wherever it points.
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new ProviderError("unavailable", `${label} does not answer.`, { cause });
  }
  observe?.(response.headers);
  const text = await readCapped(response, label);
  const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
  const body = isJson ? parseJson(text, label) : text;
  if (response.status >= 300) throw explain(response.status, body, response.headers);
  if (response.status === 204 || text === "") return null;
  if (!isJson) {
    throw new ProviderError(
      "bad_answer",
      `${label} answered with a web page instead of data. Check the address.`,
    );
  }
  return body;
}

async function readCapped(response: Response, label: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > MAX_ANSWER_BYTES) {
        throw new ProviderError("bad_answer", `${label} sent more than 32 MB in one answer.`);
      }
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof ProviderError) throw cause;
    throw new ProviderError("unavailable", `${label} broke off in the middle of an answer.`, {
      cause,
    });
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** A page that was cut short is a passing failure: the next try may bring it whole. */
function parseJson(text: string, label: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProviderError("unavailable", `${label} sent an answer that is cut short.`, { cause });
  }
}

/** How long to wait before the next try, in milliseconds; null when another one cannot help. */
function pauseBefore(error: unknown, attempt: number, { random }: Pace): number | null {
  if (!(error instanceof ProviderError) || !error.isPassing || attempt >= ATTEMPTS) return null;
  if (error.retryAfterMs !== null) return error.retryAfterMs;
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  // "Equal jitter": at least half, so that a crowd spreads out and nobody comes back at once.
  return longest / 2 + (longest / 2) * random();
}

/** `Retry-After` in milliseconds: seconds or a date; null when there is none. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get("retry-after");
  if (text === null) return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
