import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const RESEND_KEY = "re_standin_key";
/** May send and nothing else. */
export const RESEND_SENDING_KEY = "re_sendonly";
const VERIFIED_DOMAIN = "example.com";
/** What the real service takes. */
export const REQUESTS_A_SECOND = 5;
const MAX_RECIPIENTS = 50;
const MAX_BATCH = 100;

export type SentEmail = {
  id: string;
  idempotencyKey: string | null;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  /** Where a careless client would have let a name add a header. */
  hasLineBreakInSubject: boolean;
};

/**
 * Resend's API on loopback, in its wire format. Some recipients decide what happens:
 * `quota@…` 429 of the day · `month@…` 429 of the month · `boom@…` 500 once, then taken ·
 * `down@…` 500 always · `slow@…` no answer while `isStalled` · `lost@…` taken, but the first answer is
 * cut off.
 */
export type ResendStandIn = {
  url: string;
  /** What was taken, in order; also at GET /__sent. */
  sent: SentEmail[];
  /** Keys of every request to send, in order, taken or not. */
  keys: (string | null)[];
  /** Epoch milliseconds of every request to send. */
  times: number[];
  /** Whether `slow@…` is kept waiting. */
  isStalled: boolean;
  /** Requests that are taken in any second. */
  requestsASecond: number;
  /** Refuses this many requests as too fast, whatever their pace. */
  throttleNext: number;
  stop: () => Promise<void>;
};

type Answer = { status: number; body: unknown; headers?: Record<string, string> };
type Payload = Record<string, unknown>;
/** Of a key: what was asked under it, and the answer, null while the first request is still running. */
type Remembered = { body: string; answer: Answer | null };

export async function startResend(): Promise<ResendStandIn> {
  const state: State = { byKey: new Map(), seen: new Set(), recent: [] };
  const server = createServer((request, response) => {
    void answer(resend, state, request).then((result) => send(response, result));
  });
  const resend: ResendStandIn = {
    url: "",
    sent: [],
    keys: [],
    times: [],
    isStalled: true,
    requestsASecond: REQUESTS_A_SECOND,
    throttleNext: 0,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  resend.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return resend;
}

type State = { byKey: Map<string, Remembered>; seen: Set<string>; recent: number[] };

async function answer(
  resend: ResendStandIn,
  state: State,
  request: IncomingMessage,
): Promise<Answer | "cut"> {
  const path = request.url?.split("?")[0] ?? "";
  const text = await readText(request);
  if (path === "/__sent") return { status: 200, body: resend.sent };
  const refused = authorise(request);
  if (refused) return refused;
  const [, id] = /^\/emails\/([0-9a-f-]{36})$/.exec(path) ?? [];
  if (request.method === "GET" && id) {
    const email = resend.sent.find((one) => one.id === id);
    return email
      ? { status: 200, body: { object: "email", ...email, last_event: "delivered" } }
      : problem(404, "not_found", "Email not found");
  }
  if (request.method !== "POST" || !["/emails", "/emails/batch"].includes(path)) {
    return problem(404, "not_found", "The requested endpoint does not exist.");
  }
  const key = header(request, "idempotency-key");
  resend.keys.push(key);
  resend.times.push(Date.now());
  const limit = takeFromLimit(resend, state);
  if (limit.isOver) {
    const tooMany = problem(429, "rate_limit_exceeded", "Too many requests.");
    return { ...tooMany, headers: { ...limit.headers, "retry-after": "1" } };
  }
  const result = await once(state, key, text, () => handle(resend, state, path, key, text));
  if (isLost(state, text, result)) return "cut";
  return { ...result, headers: { ...limit.headers, ...result.headers } };
}

function authorise(request: IncomingMessage): Answer | null {
  const given = header(request, "authorization");
  if (!given?.startsWith("Bearer ")) return problem(401, "missing_api_key", "Missing API key");
  if (!header(request, "user-agent")) return problem(403, "forbidden", "No User-Agent");
  const key = given.slice("Bearer ".length);
  if (key === RESEND_SENDING_KEY) {
    return request.method === "GET"
      ? problem(401, "restricted_api_key", "This API key is restricted to only send emails")
      : null;
  }
  return key === RESEND_KEY ? null : problem(403, "invalid_api_key", "API key is invalid");
}

/** The sliding second of the whole account. */
function takeFromLimit(resend: ResendStandIn, state: State) {
  const now = Date.now();
  state.recent = state.recent.filter((at) => now - at < 1000);
  const isForced = resend.throttleNext > 0;
  if (isForced) resend.throttleNext -= 1;
  const isOver = isForced || state.recent.length >= resend.requestsASecond;
  if (!isOver) state.recent.push(now);
  return {
    isOver,
    headers: {
      "ratelimit-limit": String(resend.requestsASecond),
      "ratelimit-remaining": String(resend.requestsASecond - state.recent.length),
      "ratelimit-reset": "1",
    },
  };
}

/** Under one key the first answer again; what failed on the service's side may be tried again. */
async function once(
  { byKey }: State,
  key: string | null,
  body: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (key === null) return await work();
  if (key.length > 256) {
    return problem(400, "invalid_idempotency_key", "The key must have at most 256 characters");
  }
  const known = byKey.get(key);
  if (known && known.body !== body) {
    return problem(409, "invalid_idempotent_request", "Same idempotency key, other payload");
  }
  if (known?.answer) return known.answer;
  if (known) {
    return problem(409, "concurrent_idempotent_requests", "The first request is still running");
  }
  const remembered: Remembered = { body, answer: null };
  byKey.set(key, remembered);
  const result = await work();
  if (result.status === 200) remembered.answer = result;
  else byKey.delete(key);
  return result;
}

async function handle(
  resend: ResendStandIn,
  state: State,
  path: string,
  key: string | null,
  text: string,
): Promise<Answer> {
  const body = parse(text);
  if (path === "/emails") {
    if (!isPayload(body)) return problem(422, "missing_required_field", "Missing body");
    const refused = check(body) ?? (await behave(resend, state, body));
    if (refused) return refused;
    return { status: 200, body: { id: take(resend, key, body).id } };
  }
  if (!Array.isArray(body) || body.length > MAX_BATCH) {
    return problem(422, "validation_error", "A batch has at most 100 emails");
  }
  const bad = body.map((one: Payload) => check(one)).find((one) => one !== null);
  if (bad) return bad;
  const ids = body.map((one: Payload) => ({ id: take(resend, key, one).id }));
  return { status: 200, body: { data: ids } };
}

function check(body: Payload): Answer | null {
  for (const field of ["from", "to", "subject"]) {
    if (!body[field]) return problem(422, "missing_required_field", `Missing \`${field}\` field.`);
  }
  if (!body.html && !body.text && !body.template) {
    return problem(422, "missing_required_field", "Missing `html` or `text` field.");
  }
  const [, domain] =
    /^(?:[^<>]+ <)?[^\s<>@]+@([^\s<>@]+\.[^\s<>@]+)>?$/.exec(String(body.from)) ?? [];
  if (!domain) return problem(422, "invalid_from_address", "Invalid `from` field.");
  if (domain !== VERIFIED_DOMAIN) {
    return problem(403, "validation_error", `The ${domain} domain is not verified.`);
  }
  if (recipients(body).length > MAX_RECIPIENTS) {
    return problem(422, "validation_error", "At most 50 recipients");
  }
  const tags = (body.tags ?? []) as { name: string; value: string }[];
  const isPlain = ({ name, value }: { name: string; value: string }) =>
    [name, value].every((one) => /^[A-Za-z0-9_-]{1,256}$/.test(one));
  if (!tags.every(isPlain)) return problem(422, "validation_error", "Tags have letters and digits");
  return null;
}

/** What some recipients bring about before anything is taken. */
async function behave(resend: ResendStandIn, state: State, body: Payload): Promise<Answer | null> {
  const [to = ""] = recipients(body);
  switch (to.split("@")[0]) {
    case "quota":
      return problem(429, "daily_quota_exceeded", "You have reached your daily email quota.");
    case "month":
      return problem(429, "monthly_quota_exceeded", "You have reached your monthly email quota.");
    case "down":
      return problem(500, "internal_server_error", "An unexpected error occurred.");
    case "boom":
      return isFirst(state, to)
        ? problem(500, "application_error", "An unexpected error occurred.")
        : null;
    case "slow":
      while (resend.isStalled) await new Promise((tick) => setTimeout(tick, 20));
      return null;
    default:
      return null;
  }
}

function take(resend: ResendStandIn, key: string | null, body: Payload): SentEmail {
  const subject = String(body.subject);
  const email: SentEmail = {
    id: randomUUID(),
    idempotencyKey: key,
    from: String(body.from),
    to: recipients(body),
    subject,
    html: String(body.html ?? ""),
    text: String(body.text ?? ""),
    headers: (body.headers ?? {}) as Record<string, string>,
    tags: (body.tags ?? []) as SentEmail["tags"],
    hasLineBreakInSubject: /[\r\n]/.test(subject),
  };
  resend.sent.push(email);
  return email;
}

/** Taken, and the sender shall not hear of it. */
function isLost(state: State, text: string, { status }: Answer): boolean {
  const body = parse(text);
  const [to = ""] = isPayload(body) ? recipients(body) : [];
  return status === 200 && to.startsWith("lost@") && isFirst(state, to);
}

function isFirst({ seen }: State, to: string): boolean {
  const isNew = !seen.has(to);
  seen.add(to);
  return isNew;
}

function recipients({ to }: Payload): string[] {
  return Array.isArray(to) ? to.map(String) : [String(to)];
}

function isPayload(body: unknown): body is Payload {
  return typeof body === "object" && body !== null && !Array.isArray(body);
}

function problem(statusCode: number, name: string, message: string) {
  return { status: statusCode, body: { statusCode, name, message } };
}

function send(response: ServerResponse, result: Answer | "cut"): void {
  if (result === "cut") {
    response.destroy();
    return;
  }
  response.writeHead(result.status, { "content-type": "application/json", ...result.headers });
  response.end(JSON.stringify(result.body));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === "string" ? value : null;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
