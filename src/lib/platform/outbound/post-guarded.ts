import http, { type ClientRequest, type IncomingHttpHeaders } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { describeFailure, type FailureReason } from "#lib/platform/outbound/describe-failure.ts";
import { type Resolve, resolveName } from "#lib/platform/outbound/resolve.ts";
import { problemOf, readTarget, type Target } from "#lib/platform/outbound/target.ts";

export type OutboundCall = {
  url: string;
  body: string;
  headers: Readonly<Record<string, string>>;
  /** Also calls this machine itself; nothing else that is not public, ever. */
  allowPrivate: boolean;
  /** For everything together: resolving, connecting, sending, and reading the answer. */
  timeoutMs?: number;
  /** Where reading stops. What the other side goes on sending is not received. */
  maxResponseBytes?: number;
  /** How much of the answer is handed back. */
  keptResponseBytes?: number;
  resolve?: Resolve;
};

export type OutboundResult = { latencyMs: number } & (
  | { kind: "answered"; status: number; headers: IncomingHttpHeaders; body: string }
  /** `refused`: by us, before anything was sent. */
  | { kind: "failed"; reason: FailureReason; message: string }
);

const TIMEOUT_MS = 15_000;
const MAX_RESPONSE_BYTES = 64 * 1024;
const KEPT_RESPONSE_BYTES = 2 * 1024;

/** Idle connections are kept for the next call to the same place, as long as a call may take. */
const KEPT_CONNECTIONS = { keepAlive: true, maxFreeSockets: 16, timeout: TIMEOUT_MS };

/** The addresses that were checked are part of a connection's name: it is used for those alone. */
const nameOf = (own: string, options: object) =>
  `${own}|${"checked" in options ? String(options.checked) : ""}`;
class PinnedHttpAgent extends http.Agent {
  override getName(options: Parameters<http.Agent["getName"]>[0] = {}): string {
    return nameOf(super.getName(options), options);
  }
}
class PinnedHttpsAgent extends https.Agent {
  override getName(options: https.RequestOptions = {}): string {
    return nameOf(super.getName(options), options);
  }
}
const httpAgent = new PinnedHttpAgent(KEPT_CONNECTIONS);
const httpsAgent = new PinnedHttpsAgent(KEPT_CONNECTIONS);

/**
 * POSTs to an address that somebody else chose, without letting them reach what only we can reach. The
 * name is resolved once, every address of it is checked, and the connection goes to one of those:
 * a name that changes its mind in between changes nothing. Redirects are answers like any other.
 * Whatever cannot be decided is refused. Never throws.
 */
export async function postGuarded(call: OutboundCall): Promise<OutboundResult> {
  const startedAt = performance.now();
  const signal = AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS);
  const latency = () => Math.round(performance.now() - startedAt);
  const failed = (reason: FailureReason, message: string): OutboundResult => ({
    kind: "failed",
    reason,
    message,
    latencyMs: latency(),
  });
  try {
    const target = readTarget(call.url, call.allowPrivate);
    if ("problem" in target) return failed("refused", `The address ${target.problem}.`);
    const addresses = target.addresses ?? (await resolveWithin(signal, target.hostname, call));
    const problem = problemOf(target, addresses, call.allowPrivate);
    if (problem) return failed("refused", `The address ${problem}.`);
    const answer = await send(call, target, addresses, signal);
    return { kind: "answered", ...answer, latencyMs: latency() };
  } catch (error) {
    const { reason, message } = describeFailure(error, signal.aborted);
    return failed(reason, message);
  }
}

/** Ends at the deadline even if the resolver does not heed it. */
function resolveWithin(
  signal: AbortSignal,
  hostname: string,
  { resolve = resolveName }: OutboundCall,
): Promise<readonly string[]> {
  return new Promise((done, fail) => {
    signal.addEventListener("abort", () => fail(signal.reason), { once: true });
    resolve(hostname, signal).then(done, fail);
  });
}

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

async function send(
  call: OutboundCall,
  target: Target,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<Answer> {
  const first = open(call, target, addresses, signal, target.isHttps ? httpsAgent : httpAgent);
  try {
    return await answerOf(first, call);
  } catch (error) {
    // A kept connection that the other side was just closing: the request has not been read.
    const isStale = first.reusedSocket && isClosedConnection(error) && !signal.aborted;
    if (!isStale) throw error;
    return await answerOf(open(call, target, addresses, signal, false), call);
  }
}

function open(
  { body, headers }: OutboundCall,
  { host, hostname, port, path, isHttps }: Target,
  addresses: readonly string[],
  signal: AbortSignal,
  agent: http.Agent | false,
): ClientRequest {
  const options = {
    method: "POST",
    hostname,
    port,
    path,
    agent,
    signal,
    lookup: lookupAmong(addresses),
    autoSelectFamily: true,
    // The certificate is checked against the name, as ever; an address has none to announce.
    ...(isHttps ? { servername: isIP(hostname) ? "" : hostname } : {}),
    checked: addresses.join(),
    headers: { ...headers, host, "content-length": String(Buffer.byteLength(body)) },
  };
  const request = isHttps ? https.request(options) : http.request(options);
  request.end(body);
  return request;
}

/** Answers every question for an address with those that were checked. */
function lookupAmong(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, done) => {
    const [first] = all;
    if (options.all) done(null, all);
    else done(null, first?.address ?? "", first?.family ?? 0);
  };
}

/** Resolves with the status and the beginning of the body; the rest of a long one is cut off. */
function answerOf(
  request: ClientRequest,
  { maxResponseBytes = MAX_RESPONSE_BYTES, keptResponseBytes = KEPT_RESPONSE_BYTES }: OutboundCall,
): Promise<Answer> {
  return new Promise((done, fail) => {
    let isAnswered = false;
    request.on("error", (error) => isAnswered || fail(error));
    request.once("close", () => isAnswered || fail(new ClosedWithoutAnswer()));
    request.once("response", (response) => {
      // The status decides; a body that breaks off or takes too long changes nothing about it.
      isAnswered = true;
      const kept: Buffer[] = [];
      let received = 0;
      response.on("error", () => {});
      response.once("close", () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: toText(Buffer.concat(kept).subarray(0, keptResponseBytes)),
        }),
      );
      response.on("data", (chunk: Buffer) => {
        if (received < keptResponseBytes) kept.push(chunk);
        received += chunk.length;
        if (received > maxResponseBytes) response.destroy();
      });
    });
  });
}

/** As text that can be stored: a character cut in half at the end is dropped, NUL taken out. */
function toText(bytes: Buffer): string {
  return new TextDecoder().decode(bytes, { stream: true }).replaceAll("\u0000", "");
}

class ClosedWithoutAnswer extends Error {
  readonly code = "ECONNRESET";
}

function isClosedConnection(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(ECONNRESET|EPIPE)$/.test(`${error.code}`);
}
