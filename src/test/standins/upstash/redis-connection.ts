import { connect, type Socket } from "node:net";

/** A value in an answer; bytes, because a string of Redis is one. */
export type Reply = Buffer | string | number | null | RedisError | Reply[];

/** An error that Redis answered with: a value like any other, so that it can stand inside a list. */
export class RedisError extends Error {
  override name = "RedisError";
}

export type RedisConnection = {
  /** Sends a command and gives its answer; errors are answers too. */
  send: (args: readonly string[]) => Promise<Reply>;
  /** Answers that nobody has asked for: messages of channels. */
  onPush: (listener: (reply: Reply) => void) => void;
  onClose: (listener: () => void) => void;
  close: () => void;
};

/** One connection to a redis-server, in its own protocol (RESP 2). */
export async function connectToRedis(port: number): Promise<RedisConnection> {
  const socket: Socket = connect(port, "127.0.0.1");
  await new Promise<void>((done, fail) => socket.once("connect", done).once("error", fail));
  const waiting: ((reply: Reply) => void)[] = [];
  let push: (reply: Reply) => void = () => {};
  let received = Buffer.alloc(0);
  socket.on("data", (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (let read = parseReply(received, 0); read; read = parseReply(received, 0)) {
      received = received.subarray(read.end);
      (waiting.shift() ?? push)(read.reply);
    }
  });
  const closeListeners = new Set<() => void>();
  socket.on("error", () => {});
  socket.on("close", () => {
    for (const answer of waiting.splice(0)) answer(new RedisError("ERR connection lost"));
    for (const listener of closeListeners) listener();
  });
  return {
    send: (args) =>
      new Promise((answer) => {
        waiting.push(answer);
        const parts = args.map((arg) => `$${Buffer.byteLength(arg)}\r\n${arg}\r\n`);
        socket.write(`*${args.length}\r\n${parts.join("")}`);
      }),
    onPush: (listener) => {
      push = listener;
    },
    onClose: (listener) => closeListeners.add(listener),
    close: () => socket.destroy(),
  };
}

/** The reply that begins at an offset, and where it ends; null while it is not all there. */
function parseReply(bytes: Buffer, start: number): { reply: Reply; end: number } | null {
  const lineEnd = bytes.indexOf("\r\n", start);
  if (lineEnd < 0) return null;
  const kind = String.fromCharCode(bytes[start] ?? 0);
  const line = bytes.toString("utf8", start + 1, lineEnd);
  const next = lineEnd + 2;
  switch (kind) {
    case "+":
      return { reply: line, end: next };
    case "-":
      return { reply: new RedisError(line), end: next };
    case ":":
      return { reply: Number(line), end: next };
    case "$": {
      const length = Number(line);
      if (length < 0) return { reply: null, end: next };
      if (bytes.length < next + length + 2) return null;
      return { reply: Buffer.from(bytes.subarray(next, next + length)), end: next + length + 2 };
    }
    case "*":
      return parseList(bytes, next, Number(line));
    default:
      throw new Error(`no reply of Redis begins with ${kind}`);
  }
}

function parseList(
  bytes: Buffer,
  start: number,
  length: number,
): { reply: Reply; end: number } | null {
  if (length < 0) return { reply: null, end: start };
  const items: Reply[] = [];
  let end = start;
  while (items.length < length) {
    const item = parseReply(bytes, end);
    if (!item) return null;
    items.push(item.reply);
    end = item.end;
  }
  return { reply: items, end };
}
