import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Time = { dateTime?: string; date?: string; timeZone?: string };
export type GoogleRow = {
  id: string;
  status?: string;
  summary?: string;
  description?: string;
  location?: string;
  start?: Time;
  end?: Time;
  attendees?: object[];
  recurringEventId?: string;
};
type Answer = { status: number; body: unknown; headers?: Record<string, string> };
export type GoogleFault = Partial<Answer> | "reset" | "stall";

/** Google's calendar and its token endpoint on loopback, in their wire format, as far as they are used. */
export type GoogleStandIn = {
  url: string;
  /** By calendar id; `primary` is the signed-in person's own. */
  calendars: Map<string, { isPublic: boolean; timeZone: string; events: Map<string, GoogleRow> }>;
  keys: Set<string>;
  refreshTokens: Set<string>;
  /** Code to the challenge that its verifier has to meet. */
  codes: Map<string, string>;
  client: { id: string; secret: string };
  /** Events of one answer at the most. */
  pageSize: number;
  requests: string[];
  faults: (GoogleFault | null)[];
  stop: () => Promise<void>;
};

export async function startGoogle(port = 0): Promise<GoogleStandIn> {
  const accessTokens = new Set<string>();
  const google: GoogleStandIn = {
    url: "",
    calendars: new Map([
      ["primary", { isPublic: false, timeZone: "Europe/Warsaw", events: new Map() }],
    ]),
    keys: new Set(["good-key"]),
    refreshTokens: new Set(["good-refresh"]),
    codes: new Map(),
    client: { id: "client", secret: "client-secret" },
    pageSize: 250,
    requests: [],
    faults: [],
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => {
    void serve(google, accessTokens, request, response);
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  google.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return google;
}

async function serve(
  google: GoogleStandIn,
  accessTokens: Set<string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "/", "http://google");
  google.requests.push(`${request.method} ${url.pathname}`);
  const fault = google.faults.shift() ?? null;
  if (fault === "stall") return;
  if (fault === "reset") {
    request.socket.destroy();
    return;
  }
  const text = Buffer.concat(chunks).toString("utf8");
  const { status, body, headers } =
    fault === null
      ? answer(google, accessTokens, request, url, text)
      : { status: 500, body: {}, headers: {}, ...fault };
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8", ...headers });
  response.end(JSON.stringify(body));
}

export const googleProblem = (code: number, reason: string, message: string): Answer => ({
  status: code,
  body: { error: { code, message, errors: [{ domain: "calendar", reason, message }] } },
});

function answer(
  google: GoogleStandIn,
  accessTokens: Set<string>,
  request: IncomingMessage,
  url: URL,
  text: string,
): Answer {
  if (url.pathname === "/token") return token(google, accessTokens, new URLSearchParams(text));
  if (url.pathname === "/o/oauth2/v2/auth") return consent(google, url.searchParams);
  const path = /^\/calendars\/([^/]+)\/events$/.exec(url.pathname);
  if (!path) return googleProblem(404, "notFound", "Not Found");
  const id = decodeURIComponent(path[1] ?? "");
  const bearer = request.headers.authorization?.replace(/^Bearer /, "");
  const key = url.searchParams.get("key");
  if (bearer !== undefined && !accessTokens.has(bearer)) {
    return googleProblem(401, "authError", "Invalid Credentials");
  }
  if (bearer === undefined) {
    if (key === null) return googleProblem(401, "required", "Login Required");
    if (!google.keys.has(key)) return googleProblem(400, "keyInvalid", "API key not valid.");
    if (request.method !== "GET") return googleProblem(401, "required", "Login Required");
    if (id === "primary") return googleProblem(404, "notFound", "Not Found");
  }
  const calendar = google.calendars.get(id);
  if (!calendar || (bearer === undefined && !calendar.isPublic)) {
    return googleProblem(404, "notFound", "Not Found");
  }
  if (request.method === "POST") {
    const event = JSON.parse(text) as GoogleRow;
    const given = event.id ?? randomUUID().replaceAll("-", "");
    if (!/^[a-v0-9]{5,1024}$/.test(given)) return googleProblem(400, "invalid", "Invalid id");
    if (calendar.events.has(given)) {
      return googleProblem(409, "duplicate", "The requested identifier already exists.");
    }
    calendar.events.set(given, { status: "confirmed", ...event, id: given });
    return {
      status: 200,
      body: { ...calendar.events.get(given), htmlLink: `https://calendar.example/${given}` },
    };
  }
  return list(google, calendar, id, url.searchParams);
}

function list(
  google: GoogleStandIn,
  calendar: { timeZone: string; events: Map<string, GoogleRow> },
  id: string,
  query: URLSearchParams,
): Answer {
  const timeMin = query.get("timeMin");
  const timeMax = query.get("timeMax");
  for (const moment of [timeMin, timeMax]) {
    if (moment && !/(Z|[+-]\d\d:\d\d)$/.test(moment)) {
      return googleProblem(400, "badRequest", "Bad Request");
    }
  }
  if (query.get("orderBy") === "startTime" && query.get("singleEvents") !== "true") {
    return googleProblem(400, "badRequest", "orderBy needs singleEvents");
  }
  if (query.has("syncToken") && timeMin) {
    return googleProblem(400, "badRequest", "syncToken excludes timeMin");
  }
  const moment = (time: Time | undefined) =>
    time?.dateTime ? Date.parse(time.dateTime) : Date.parse(`${time?.date}T00:00:00Z`);
  const found = [...calendar.events.values()]
    .filter((event) => query.get("showDeleted") === "true" || event.status !== "cancelled")
    .filter(({ start, end }) => {
      if (!start || !end) return true;
      if (timeMin && moment(end) <= Date.parse(timeMin)) return false;
      return !timeMax || moment(start) < Date.parse(timeMax);
    })
    .toSorted((a, b) => (moment(a.start) || 0) - (moment(b.start) || 0));
  const from = Number(query.get("pageToken") ?? 0);
  const size = Math.min(google.pageSize, Number(query.get("maxResults") ?? 250));
  const isMore = from + size < found.length;
  return {
    status: 200,
    body: {
      kind: "calendar#events",
      summary: id === "primary" ? "me@us.example" : id,
      timeZone: calendar.timeZone,
      items: found.slice(from, from + size),
      ...(isMore ? { nextPageToken: String(from + size) } : { nextSyncToken: "sync" }),
    },
  };
}

/** Everybody agrees at once. */
function consent(google: GoogleStandIn, query: URLSearchParams): Answer {
  const code = `4/${randomUUID()}`;
  google.codes.set(code, query.get("code_challenge") ?? "");
  const back = new URL(query.get("redirect_uri") ?? "http://localhost");
  back.searchParams.set("code", code);
  back.searchParams.set("state", query.get("state") ?? "");
  return { status: 302, body: {}, headers: { location: back.href } };
}

function token(google: GoogleStandIn, accessTokens: Set<string>, form: URLSearchParams): Answer {
  const { client } = google;
  const invalid = {
    status: 400,
    body: { error: "invalid_grant", error_description: "Bad Request" },
  };
  if (form.get("client_id") !== client.id || form.get("client_secret") !== client.secret) {
    return { status: 401, body: { error: "invalid_client" } };
  }
  const accessToken = `ya29.${randomUUID()}`;
  const body = { access_token: accessToken, expires_in: 3599, token_type: "Bearer" };
  if (form.get("grant_type") === "refresh_token") {
    if (!google.refreshTokens.has(form.get("refresh_token") ?? "")) return invalid;
    accessTokens.add(accessToken);
    return { status: 200, body };
  }
  const challenge = google.codes.get(form.get("code") ?? "");
  const verifier = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (form.get("grant_type") !== "authorization_code" || challenge !== verifier) return invalid;
  google.codes.delete(form.get("code") ?? "");
  accessTokens.add(accessToken);
  const refreshToken = `1//${randomUUID()}`;
  google.refreshTokens.add(refreshToken);
  return { status: 200, body: { ...body, refresh_token: refreshToken } };
}
