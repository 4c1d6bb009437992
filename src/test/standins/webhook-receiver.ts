import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

/** One request as it came in. */
export type Received = {
  path: string;
  /** Epoch milliseconds. */
  at: number;
  headers: Record<string, string>;
  body: string;
  /** What the checks gave that a receiver makes; null while it holds no secret. */
  checks: { hmac: boolean; hmacOfParsed: boolean; standard: boolean } | null;
};

/**
 * Somebody's server that takes webhooks, on loopback. What it answers depends on the path:
 * `/ok` 204 · `/flaky` 500, 500, then 200, for each webhook-id · `/gone` 410 · `/redirect` 302 to
 * `/ok` · `/slow` nothing for a minute · `/busy` 429 with Retry-After · `/unavailable` 503 with
 * Retry-After as a date · `/huge` an endless body · `/drip` a status, then a byte a second ·
 * `/always500` · `/reset` closes the connection · `/garbage` something that is not HTTP ·
 * `/echo` 200 with the body that came. A query is ignored, so that one path serves several endpoints.
 */
export type WebhookReceiver = {
  url: string;
  received: Received[];
  /** Those at one path, a query included, in order. */
  at: (path: string) => Received[];
  /** Secret of the endpoint at a path, as its owner holds it; signatures are checked from then on. */
  secrets: Map<string, string>;
  /** Seconds that `/busy` and `/unavailable` ask for. */
  retryAfter: number;
  /** While set, every request is answered with this status. */
  outage: number | null;
  /** Bytes of `/huge` that were taken off the server's hands. */
  sentBytes: number;
  stop: () => Promise<void>;
};

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer((request, response) => {
    void answer(receiver, request, response);
  });
  const receiver: WebhookReceiver = {
    url: "",
    received: [],
    at: (path) => receiver.received.filter((one) => one.path === path),
    secrets: new Map(),
    retryAfter: 120,
    outage: null,
    sentBytes: 0,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return receiver;
}

async function answer(
  receiver: WebhookReceiver,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? "";
  const body = await readText(request);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const secret = receiver.secrets.get(path);
  receiver.received.push({
    path,
    at: Date.now(),
    headers,
    body,
    checks: secret === undefined ? null : check(secret, headers, body),
  });
  if (receiver.outage) {
    response.writeHead(receiver.outage).end();
    return;
  }
  BEHAVIOURS[path.split("?")[0] ?? ""]?.({ receiver, path, headers, body, response }) ??
    response.writeHead(404).end();
}

type Exchange = {
  receiver: WebhookReceiver;
  path: string;
  headers: Record<string, string>;
  body: string;
  response: ServerResponse;
};

const plain = (status: number, headers: Record<string, string> = {}) => {
  return ({ response }: Exchange) => response.writeHead(status, headers).end();
};

const BEHAVIOURS: Record<string, (exchange: Exchange) => unknown> = {
  "/ok": plain(204),
  "/gone": plain(410),
  "/redirect": plain(302, { location: "/ok" }),
  "/always500": ({ response }) => response.writeHead(500).end("out of order"),
  "/echo": ({ response, body }) => response.writeHead(200).end(body),
  "/flaky": ({ receiver, path, headers, response }) => {
    const tries = receiver
      .at(path)
      .filter((one) => one.headers["webhook-id"] === headers["webhook-id"]).length;
    return response.writeHead(tries < 3 ? 500 : 200).end();
  },
  "/busy": ({ receiver, response }) =>
    response.writeHead(429, { "retry-after": String(receiver.retryAfter) }).end(),
  "/unavailable": ({ receiver, response }) => {
    const until = new Date(Date.now() + receiver.retryAfter * 1000);
    return response.writeHead(503, { "retry-after": until.toUTCString() }).end();
  },
  "/slow": ({ response }) => later(response, 60_000, () => response.writeHead(200).end()),
  "/drip": ({ response }) => {
    response.writeHead(200);
    response.write(".");
    const timer = setInterval(() => response.write("."), 1000);
    return response.once("close", () => clearInterval(timer));
  },
  "/huge": ({ receiver, response }) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(16 * 1024, "x");
    const pour = () => {
      while (!response.destroyed && response.write(chunk)) receiver.sentBytes += chunk.length;
    };
    pour();
    return response.on("drain", pour);
  },
  "/reset": ({ response }) => response.destroy(),
  "/garbage": ({ response }) => response.socket?.end("I am not HTTP\r\n\r\n"),
};

function later(response: ServerResponse, ms: number, work: () => void): unknown {
  const timer = setTimeout(work, ms);
  return response.once("close", () => clearTimeout(timer));
}

/** The three ways in which a receiver may verify: our own header twice, and the standard's library. */
function check(
  secret: string,
  headers: Record<string, string>,
  body: string,
): NonNullable<Received["checks"]> {
  const hmac = (text: string) => createHmac("sha256", secret).update(text).digest("hex");
  const signature = headers["x-webhook-signature"];
  return {
    hmac: hmac(body) === signature,
    hmacOfParsed: hmac(JSON.stringify(JSON.parse(body))) === signature,
    standard: passes(() => new Webhook(secret).verify(body, headers)),
  };
}

function passes(verify: () => unknown): boolean {
  try {
    verify();
    return true;
  } catch {
    return false;
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
