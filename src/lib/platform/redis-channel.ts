import { setTimeout as after } from "node:timers/promises";
import { type Env, env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";
import { redis } from "#lib/platform/redis.ts";

/** How long the service may take until it has confirmed a subscription. */
const CONNECT_MS = 5_000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;

type State = { isPublishing: boolean; following: { isOpen: boolean } | null };
const holder = globalThis as typeof globalThis & { sentinelRedisChannel?: State };

function state(): State {
  holder.sentinelRedisChannel ??= { isPublishing: true, following: null };
  return holder.sentinelRedisChannel;
}

/** Whether messages through Redis arrive, as far as anybody listens: null when nobody does. */
export function isChannelOpen(): boolean | null {
  return state().following?.isOpen ?? null;
}

/** Sends a message to whoever follows the channel at this moment. Never fails: it is a hint. */
export async function publishToChannel(channel: string, message: string): Promise<void> {
  const client = redis();
  if (!client) return;
  try {
    await client.publish(channel, message);
    state().isPublishing = true;
  } catch (error) {
    // Once for each outage; there may be several messages a second.
    if (state().isPublishing) log().warn({ err: error }, "redis: nothing can be published");
    state().isPublishing = false;
  }
}

/**
 * Follows a channel over Upstash's REST interface (an event stream of `subscribe,…` and `message,…`
 * lines) and connects again, later and later, whenever that ends. Without Redis it does nothing.
 */
export function followChannel(
  channel: string,
  on: { onOpen: () => void; onMessage: (message: string) => void },
): { isOpen: () => boolean; stop: () => void } {
  const settings = env().redis;
  if (!settings) return { isOpen: () => false, stop: () => {} };
  const connection = { isOpen: false };
  const stopping = new AbortController();
  state().following = connection;
  void follow(settings, channel, connection, on, stopping.signal);
  return {
    isOpen: () => connection.isOpen,
    stop: () => {
      connection.isOpen = false;
      if (state().following === connection) state().following = null;
      stopping.abort();
    },
  };
}

async function follow(
  settings: NonNullable<Env["redis"]>,
  channel: string,
  connection: { isOpen: boolean },
  { onOpen, onMessage }: { onOpen: () => void; onMessage: (message: string) => void },
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const data of subscribe(settings, channel, signal)) {
        const [kind, , ...message] = data.split(",");
        if (kind === "subscribe") {
          connection.isOpen = true;
          failures = 0;
          onOpen();
        } else if (kind === "message") onMessage(message.join(","));
      }
    } catch (error) {
      if (failures === 0 && !signal.aborted) log().warn({ err: error }, "redis: channel lost");
    }
    connection.isOpen = false;
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    failures += 1;
    // Half of it by chance, so that instances do not come back all at once.
    await after(wait * (0.5 + Math.random() / 2), null, { signal }).catch(() => {});
  }
}

/** The data of each event, until the service ends the stream. */
async function* subscribe(
  { url, token }: NonNullable<Env["redis"]>,
  channel: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new Error(`no subscription within ${CONNECT_MS} ms`)),
    CONNECT_MS,
  );
  try {
    const response = await fetch(`${url.replace(/\/$/, "")}/subscribe/${channel}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
      cache: "no-store",
      signal: AbortSignal.any([signal, late.signal]),
    });
    if (!response.ok || !response.body) throw new Error(`redis answered ${response.status}`);
    let rest = "";
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (!line.startsWith("data: ")) continue;
        clearTimeout(timer);
        yield line.slice("data: ".length).trimEnd();
      }
    }
  } finally {
    clearTimeout(timer);
  }
}
