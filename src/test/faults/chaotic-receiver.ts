import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "#lib/platform/seeded-random.ts";

/** One request that was read to its end, whatever it was answered with. */
export type Arrived = { path: string; headers: Record<string, string>; body: string; ok: boolean };

/**
 * Somebody's server in its worst hours: it answers slowly, wrongly, with redirects, 429, resets and
 * garbage, by a seed, until it is calm. `/gone` answers 410 in any case.
 */
export type ChaoticReceiver = {
  url: string;
  arrived: Arrived[];
  at: (path: string) => Arrived[];
  isCalm: boolean;
  stop: () => Promise<void>;
};

const MOODS = ["ok", "ok", "ok", "slow", "error", "busy", "redirect", "reset", "garbage"] as const;
type Mood = (typeof MOODS)[number] | "gone";

export async function startChaoticReceiver(seed: number): Promise<ChaoticReceiver> {
  const random = seededRandom(seed);
  const moodFor = (path: string): Mood => {
    if (path === "/gone") return "gone";
    if (receiver.isCalm) return "ok";
    const mood = MOODS[Math.floor(random() * MOODS.length)] ?? "ok";
    // To Slack's senders a redirect says that the address is none of a channel's.
    return mood === "redirect" && path.startsWith("/services/") ? "error" : mood;
  };
  const server = createServer((request, response) => {
    void answer(receiver, request, response, moodFor(request.url ?? ""));
  });
  const receiver: ChaoticReceiver = {
    url: "",
    arrived: [],
    at: (path) => receiver.arrived.filter((one) => one.path === path),
    isCalm: false,
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
  receiver: ChaoticReceiver,
  request: IncomingMessage,
  response: ServerResponse,
  mood: Mood,
): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // Whoever sent it died in the middle of a sentence: nothing has arrived.
    return;
  }
  receiver.arrived.push({
    path: request.url ?? "",
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks).toString("utf8"),
    ok: mood === "ok" || mood === "slow",
  });
  if (mood === "slow") await wait(300);
  await ANSWERS[mood](response);
}

const plain =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(status, { "content-type": "text/plain", ...headers }).end(body);

const ANSWERS: Record<Mood, (response: ServerResponse) => unknown> = {
  ok: plain(200, "ok"),
  slow: plain(200, "ok"),
  error: plain(500, "rollup_error"),
  busy: plain(429, "", { "retry-after": "1" }),
  redirect: plain(302, "", { location: "/elsewhere" }),
  gone: plain(410, "channel_is_archived"),
  reset: (response) => response.destroy(),
  garbage: (response) => response.socket?.end("I am not HTTP\r\n\r\n"),
};
