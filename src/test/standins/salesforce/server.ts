import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { MalformedQuery, parseQuery, type Row, runQuery } from "#test/standins/salesforce/soql.ts";

type Objects =
  | "Opportunity"
  | "OpportunityContactRole"
  | "OpportunityHistory"
  | "OpportunityStage"
  | "Task"
  | "Event"
  | "Organization";

type Answer = { status: number; body: unknown; type?: string };

/** An org of Salesforce on loopback, in its wire format, as far as Sentinel uses it. */
export type SalesforceStandIn = {
  url: string;
  rows: Record<Objects, Map<string, Row>>;
  tokens: Set<string>;
  /** Client id to secret, for the client-credentials flow. */
  clients: Map<string, string>;
  /** Fields that this org does not have, as `Opportunity.LastStageChangeDate`. */
  hiddenFields: Set<string>;
  /** At most so many rows in one answer; the rest follows at `nextRecordsUrl`. */
  batchSize: number;
  usage: { used: number; max: number };
  /** Every request, in order, with its query. */
  requests: string[];
  /** Answers given instead of the right one, first in first out; null lets one request through. */
  faults: (Fault | null)[];
  /** Changes a row as somebody in the org would: with a new stamp. */
  save: (object: Objects, id: string, fields: Row) => void;
  stop: () => Promise<void>;
};

export type Fault = Partial<Answer> | "reset" | "truncated" | "stall";

/** As Salesforce writes a moment. */
export const stamp = (at: number | Date) => new Date(at).toISOString().replace("Z", "+0000");

/**
 * @param now the org's clock, by which `save` stamps; a test moves it.
 */
export async function startSalesforce(now: () => number, port = 0): Promise<SalesforceStandIn> {
  const cursors = new Map<string, { rows: Row[]; total: number }>();
  const org: SalesforceStandIn = {
    url: "",
    rows: {
      Opportunity: new Map(),
      OpportunityContactRole: new Map(),
      OpportunityHistory: new Map(),
      OpportunityStage: new Map(),
      Task: new Map(),
      Event: new Map(),
      Organization: new Map([["00D", { Id: "00D", Name: "Stand-in Org" }]]),
    },
    tokens: new Set(["good-token"]),
    clients: new Map([["client", "client-secret"]]),
    hiddenFields: new Set(),
    batchSize: 2_000,
    usage: { used: 0, max: 100_000 },
    requests: [],
    faults: [],
    save: (object, id, fields) => {
      const old = org.rows[object].get(id);
      const at = stamp(now());
      org.rows[object].set(id, {
        Id: id,
        IsDeleted: false,
        CreatedDate: at,
        ...old,
        LastModifiedDate: at,
        SystemModstamp: at,
        ...fields,
      });
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => {
    void serve(org, cursors, request, response);
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  org.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return org;
}

async function serve(
  org: SalesforceStandIn,
  cursors: Map<string, { rows: Row[]; total: number }>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString("utf8");
  const url = new URL(request.url ?? "/", "http://org");
  org.requests.push(`${request.method} ${url.pathname}${url.search ? ` ${url.searchParams}` : ""}`);
  org.usage.used += 1;
  const fault = org.faults.shift() ?? null;
  if (fault === "stall") return;
  if (fault === "reset") {
    request.socket.destroy();
    return;
  }
  const right = () => answer(org, cursors, request, url, body);
  const {
    status,
    body: answered,
    type,
  } = fault === null || fault === "truncated" ? right() : { status: 500, body: "", ...fault };
  const text = typeof answered === "string" ? answered : JSON.stringify(answered);
  response.writeHead(status, {
    "content-type": type ?? "application/json;charset=UTF-8",
    "sforce-limit-info": `api-usage=${org.usage.used}/${org.usage.max}`,
  });
  if (status === 204) response.end();
  else response.end(fault === "truncated" ? text.slice(0, text.length / 2) : text);
}

const refusal = (status: number, errorCode: string, message: string): Answer => ({
  status,
  body: [{ message, errorCode }],
});

function answer(
  org: SalesforceStandIn,
  cursors: Map<string, { rows: Row[]; total: number }>,
  request: IncomingMessage,
  url: URL,
  body: string,
): Answer {
  if (url.pathname === "/services/oauth2/token") return token(org, body);
  const bearer = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
  if (!org.tokens.has(bearer)) {
    return refusal(401, "INVALID_SESSION_ID", "Session expired or invalid");
  }
  const [, , , version, kind, ...rest] = url.pathname.split("/");
  if (!/^v\d+\.0$/.test(version ?? "")) return refusal(404, "NOT_FOUND", "no such version");
  if (kind === "query" || kind === "queryAll") {
    const locator = rest[0];
    if (locator) return nextPage(org, cursors, locator);
    return firstPage(org, cursors, url.searchParams.get("q") ?? "", kind === "queryAll");
  }
  if (kind === "sobjects" && rest[0] === "Opportunity" && rest[1]) {
    return record(org, request.method ?? "GET", decodeURIComponent(rest[1]), body);
  }
  return refusal(404, "NOT_FOUND", "The requested resource does not exist");
}

function token(org: SalesforceStandIn, body: string): Answer {
  const form = new URLSearchParams(body);
  const secret = org.clients.get(form.get("client_id") ?? "");
  if (form.get("grant_type") !== "client_credentials" || secret !== form.get("client_secret")) {
    const error = { error: "invalid_client", error_description: "invalid client credentials" };
    return { status: 400, body: error };
  }
  const accessToken = `token-${org.tokens.size}`;
  org.tokens.add(accessToken);
  return {
    status: 200,
    body: { access_token: accessToken, instance_url: org.url, token_type: "Bearer" },
  };
}

function firstPage(
  org: SalesforceStandIn,
  cursors: Map<string, { rows: Row[]; total: number }>,
  soql: string,
  withDeleted: boolean,
): Answer {
  try {
    const query = parseQuery(soql);
    const table = org.rows[query.object as Objects];
    if (!table)
      return refusal(400, "INVALID_TYPE", `sObject type '${query.object}' is not supported.`);
    const unknown = query.fields.find((field) => org.hiddenFields.has(`${query.object}.${field}`));
    if (unknown) {
      const message = `\n${unknown}\n^\nERROR at Row:1:Column:8\nNo such column '${unknown}' on entity '${query.object}'.`;
      return refusal(400, "INVALID_FIELD", message);
    }
    const rows = [...table.values()].filter((row) => withDeleted || row.IsDeleted !== true);
    const found = runQuery(query, rows).map((row) => project(query.object, query.fields, row));
    return pageOf(org, cursors, found, found.length);
  } catch (error) {
    if (error instanceof MalformedQuery) return refusal(400, "MALFORMED_QUERY", error.message);
    throw error;
  }
}

function project(object: string, fields: readonly string[], row: Row): Row {
  const url = `/services/data/v60.0/sobjects/${object}/${row.Id}`;
  const picked: Record<string, unknown> = { attributes: { type: object, url } };
  for (const field of fields) {
    const [name = "", ...below] = field.split(".");
    // A related record comes whole or as null, never field by field.
    picked[name] = below.length > 0 ? (row[name] ?? null) : (row[field] ?? null);
  }
  return picked;
}

function pageOf(
  org: SalesforceStandIn,
  cursors: Map<string, { rows: Row[]; total: number }>,
  rows: Row[],
  total: number,
): Answer {
  const records = rows.slice(0, org.batchSize);
  const left = rows.slice(org.batchSize);
  if (left.length === 0) return { status: 200, body: { totalSize: total, done: true, records } };
  const locator = `01g${cursors.size}-${total}`;
  cursors.set(locator, { rows: left, total });
  const nextRecordsUrl = `/services/data/v60.0/query/${locator}`;
  return { status: 200, body: { totalSize: total, done: false, nextRecordsUrl, records } };
}

function nextPage(
  org: SalesforceStandIn,
  cursors: Map<string, { rows: Row[]; total: number }>,
  locator: string,
): Answer {
  const left = cursors.get(locator);
  if (!left) return refusal(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
  cursors.delete(locator);
  return pageOf(org, cursors, left.rows, left.total);
}

const READ_ONLY = new Set(["Id", "IsClosed", "IsWon", "LastModifiedDate", "SystemModstamp"]);

function record(org: SalesforceStandIn, method: string, id: string, body: string): Answer {
  const row = org.rows.Opportunity.get(id);
  if (!row || row.IsDeleted) {
    return refusal(404, "NOT_FOUND", "The requested resource does not exist");
  }
  if (method === "GET") return { status: 200, body: row };
  if (method !== "PATCH") return refusal(405, "METHOD_NOT_ALLOWED", "HTTP method not allowed");
  const fields = JSON.parse(body) as Row;
  const readOnly = Object.keys(fields).find((name) => READ_ONLY.has(name));
  if (readOnly) {
    return refusal(400, "INVALID_FIELD_FOR_INSERT_UPDATE", `Unable to update ${readOnly}`);
  }
  const stage = [...org.rows.OpportunityStage.values()].find(
    ({ ApiName }) => ApiName === fields.StageName,
  );
  org.save("Opportunity", id, {
    ...fields,
    ...(stage ? { IsClosed: stage.IsClosed, IsWon: stage.IsWon } : {}),
  });
  return { status: 204, body: "" };
}
