import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { flagsOf, isWithinLimits, type Payload } from "#test/standins/slack-blocks.ts";

/** A message that was taken. */
export type Posted = {
  path: string;
  /** Epoch milliseconds. */
  at: number;
  payload: Payload;
  /** What no message may contain: `raw` for `<` or `>` outside a link or date, `live` for a mention. */
  flags: ("raw" | "live")[];
};

/**
 * Slack's incoming webhooks on loopback, as far as Sentinel uses them. The last part of the path says
 * how a channel behaves: `good` · `gone` 404 no_service · `archived` 410 · `forbidden` and `badtoken`
 * 403 · `noteam` 404 · `limited` 429 for a second message within a second · `flaky` 500 once, then ok ·
 * `down` always 500 · `slow` nothing for a minute · `redirect` 302 · `reset` closes the connection ·
 * `picky` refuses blocks and takes plain text. Anything behind a hyphen only tells channels apart
 * (`good-2`).
 */
export type SlackStandIn = {
  url: string;
  posted: Posted[];
  /** Path, status and moment of every request, refused ones included. */
  requests: { path: string; status: number | null; at: number }[];
  /** Address of a channel that behaves in a way. */
  channel: (behaviour: string) => string;
  /** What a channel has taken. */
  in: (behaviour: string) => Posted[];
  /** Milliseconds that `/slow` stalls. */
  stallMs: number;
  /** Seconds that `limited` asks for. */
  retryAfter: number;
  /** While set, every request is answered with this status. */
  outage: number | null;
  stop: () => Promise<void>;
};

type Answer = { status: number; body: string; headers?: Record<string, string> };

const PATH = /^\/services\/T\w*\/B\w*\/([a-z]+)(?:-\w+)?$/;

export async function startSlack(): Promise<SlackStandIn> {
  const server = createServer((request, response) => {
    void serve(slack, request, response);
  });
  const pathOf = (behaviour: string) => `/services/T1/B1/${behaviour}`;
  const slack: SlackStandIn = {
    url: "",
    posted: [],
    requests: [],
    channel: (behaviour) => slack.url + pathOf(behaviour),
    in: (behaviour) => slack.posted.filter(({ path }) => path === pathOf(behaviour)),
    stallMs: 60_000,
    retryAfter: 1,
    outage: null,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  slack.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return slack;
}

async function serve(
  slack: SlackStandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? "";
  const at = Date.now();
  const record = { path, status: null as number | null, at };
  slack.requests.push(record);
  const text = await readText(request);
  const behaviour = PATH.exec(path)?.[1] ?? "";
  if (behaviour === "reset") {
    response.destroy();
    return;
  }
  if (behaviour === "slow") await stall(response, slack.stallMs);
  if (response.destroyed) return;
  const { status, body, headers } = answer(slack, request, { path, behaviour, text, at });
  record.status = status;
  response.writeHead(status, { "content-type": "text/plain", ...headers }).end(body);
}

function answer(
  slack: SlackStandIn,
  request: IncomingMessage,
  { path, behaviour, text, at }: { path: string; behaviour: string; text: string; at: number },
): Answer {
  if (slack.outage) return { status: slack.outage, body: "rollup_error" };
  if (behaviour === "")
    return { status: 302, body: "", headers: { location: "https://slack.com" } };
  if (request.method !== "POST") return { status: 405, body: "method_not_allowed" };
  const refusal = refusalOf(slack, behaviour, path, at);
  if (refusal) return refusal;
  const payload = parse(text);
  if (!payload || !request.headers["content-type"]?.startsWith("application/json")) {
    return { status: 400, body: "invalid_payload" };
  }
  if (!payload.text && !payload.blocks) return { status: 400, body: "no_text" };
  if (!isWithinLimits(payload) || (behaviour === "picky" && payload.blocks)) {
    return { status: 400, body: "invalid_blocks" };
  }
  slack.posted.push({ path, at, payload, flags: flagsOf(payload) });
  return { status: 200, body: "ok" };
}

function refusalOf(
  slack: SlackStandIn,
  behaviour: string,
  path: string,
  at: number,
): Answer | null {
  switch (behaviour) {
    case "gone":
      return { status: 404, body: "no_service" };
    case "noteam":
      return { status: 404, body: "no_team" };
    case "archived":
      return { status: 410, body: "channel_is_archived" };
    case "forbidden":
      return { status: 403, body: "action_prohibited" };
    case "badtoken":
      return { status: 403, body: "invalid_token" };
    case "down":
      return { status: 500, body: "rollup_error" };
    case "flaky":
      return slack.requests.filter((one) => one.path === path && one.status === 500).length === 0
        ? { status: 500, body: "rollup_error" }
        : null;
    case "limited": {
      const last = slack.posted.findLast((one) => one.path === path);
      return last && at - last.at < 1_000
        ? {
            status: 429,
            body: "<html>slow down</html>",
            headers: { "retry-after": String(slack.retryAfter) },
          }
        : null;
    }
    case "redirect":
      return { status: 302, body: "", headers: { location: `${slack.channel("good")}` } };
    default:
      return null;
  }
}

function parse(text: string): Payload | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Payload) : null;
  } catch {
    return null;
  }
}

/** Until the time is up or the other side has gone. */
function stall(response: ServerResponse, ms: number): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    response.once("close", () => {
      clearTimeout(timer);
      done();
    });
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
