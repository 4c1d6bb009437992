import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  connectToRedis,
  type RedisConnection,
  RedisError,
  type Reply,
} from "./redis-connection.ts";
import { Scripts } from "./scripts.ts";

/** What the service does instead of its work. */
export type UpstashFault = "stall" | "reset" | { status: number; error: string };

/** Upstash's REST interface on loopback, before a real redis-server. */
export type UpstashStandIn = {
  url: string;
  token: string;
  /** Answers given instead of the right ones for as long as it is set. */
  fault: UpstashFault | null;
  /** Method and path of each request, in order. */
  requests: string[];
  /** Streams of channels that are open. */
  subscribers: () => number;
  /** Breaks the connections that are open, as a restart of the service does. */
  dropConnections: () => void;
  stop: () => Promise<void>;
};

type Answer = { status: number; body: unknown };
type Element = { result: unknown } | { error: string };

const TOKEN = "a-token-that-only-the-tests-know";

export async function startUpstash(redisPort: number): Promise<UpstashStandIn> {
  const redis = await connectToRedis(redisPort);
  const scripts = new Scripts();
  const streams = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    standIn.requests.push(`${request.method} ${request.url}`);
    serve(request, response).catch((error: unknown) => {
      send(response, { status: 500, body: { error: String(error) } });
    });
  });

  const run = async (command: unknown, encode: Encode, on = redis): Promise<Element> => {
    const args = toArguments(command);
    if (!args) return { error: "ERR failed to parse command" };
    return toElement(await on.send(scripts.toRedis(args)), encode);
  };

  const transaction = async (commands: unknown[], encode: Encode): Promise<Answer> => {
    // A connection of its own: commands of others must not get in between.
    const own = await connectToRedis(redisPort);
    try {
      await own.send(["MULTI"]);
      for (const command of commands) {
        const queued = await run(command, encode, own);
        if ("error" in queued) return { status: 400, body: queued };
      }
      const replies = await own.send(["EXEC"]);
      if (!Array.isArray(replies)) return { status: 400, body: toElement(replies, encode) };
      return { status: 200, body: replies.map((reply) => toElement(reply, encode)) };
    } finally {
      own.close();
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const { fault } = standIn;
    if (fault === "stall") return;
    if (fault === "reset") {
      request.socket.destroy();
      return;
    }
    if (fault) return send(response, { status: fault.status, body: { error: fault.error } });
    const given = request.headers.authorization ?? `Bearer ${url.searchParams.get("_token")}`;
    if (given !== `Bearer ${TOKEN}`) {
      const error = "WRONGPASS invalid or missing auth token";
      return send(response, { status: 401, body: { error } });
    }
    const [, first = "", ...path] = url.pathname.split("/").map(decodeURIComponent);
    if (first === "subscribe") return await subscribe(path[0] ?? "", response);
    const encode = encoderFor(request.headers["upstash-encoding"] === "base64");
    send(response, await answer(request, first, path, encode));
  };

  const answer = async (
    request: IncomingMessage,
    first: string,
    path: string[],
    encode: Encode,
  ): Promise<Answer> => {
    const isBatch = first === "pipeline" || first === "multi-exec";
    if (first !== "" && !isBatch) return single(await run([first, ...path], encode));
    if (request.method !== "POST") {
      return { status: 405, body: { error: "ERR method not allowed" } };
    }
    const body = await readJson(request);
    if (!Array.isArray(body)) {
      return { status: 400, body: { error: "ERR failed to parse request body" } };
    }
    if (first === "multi-exec") return await transaction(body, encode);
    if (first === "") return single(await run(body, encode));
    const elements: Element[] = [];
    for (const command of body) elements.push(await run(command, encode));
    return { status: 200, body: elements };
  };

  const subscribe = async (channel: string, response: ServerResponse): Promise<void> => {
    const own: RedisConnection = await connectToRedis(redisPort);
    const [kind, , count] = (await own.send(["SUBSCRIBE", channel])) as Reply[];
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    response.write(`data: ${kind},${channel},${count}\n\n`);
    own.onPush((reply) => {
      const [what, , text] = reply as Reply[];
      response.write(`data: ${what},${channel},${text}\n\n`);
    });
    own.onClose(() => response.end());
    streams.add(response);
    response.on("close", () => {
      streams.delete(response);
      own.close();
    });
  };

  const standIn: UpstashStandIn = {
    url: "",
    token: TOKEN,
    fault: null,
    requests: [],
    subscribers: () => streams.size,
    dropConnections: () => server.closeAllConnections(),
    async stop() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      redis.close();
      await closed;
    },
  };
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  standIn.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return standIn;
}

type Encode = (reply: Reply) => unknown;

/** Strings as text or, when asked for, in base64 at every depth; a plain OK stays what it is. */
function encoderFor(isBase64: boolean): Encode {
  const encode: Encode = (reply) => {
    if (Array.isArray(reply)) return reply.map(encode);
    if (reply instanceof RedisError) return { error: reply.message };
    if (typeof reply === "string" && reply !== "OK") return encode(Buffer.from(reply));
    return Buffer.isBuffer(reply) ? reply.toString(isBase64 ? "base64" : "utf8") : reply;
  };
  return encode;
}

function toElement(reply: Reply, encode: Encode): Element {
  return reply instanceof RedisError ? { error: reply.message } : { result: encode(reply) };
}

function single(element: Element): Answer {
  return { status: "error" in element ? 400 : 200, body: element };
}

/** Numbers and truth values are written out; null for a command with anything else in it. */
function toArguments(command: unknown): string[] | null {
  if (!Array.isArray(command) || command.length === 0) return null;
  const isPlain = (arg: unknown) => ["string", "number", "boolean"].includes(typeof arg);
  return command.every(isPlain) ? command.map(String) : null;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return null;
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
