import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type HubSpotRow = {
  id: string;
  properties: Record<string, string | null>;
  createdAt: string;
  archived: boolean;
};
type Pipeline = {
  id: string;
  label: string;
  displayOrder: number;
  stages: {
    id: string;
    label: string;
    displayOrder: number;
    metadata: { probability: string; isClosed: string };
  }[];
};
type Answer = { status: number; body: unknown; headers?: Record<string, string>; type?: string };
export type HubSpotFault = Partial<Answer> | "reset" | "truncated" | "stall";

const KINDS = ["deals", "contacts", "companies", "calls", "emails", "meetings", "notes"] as const;
export type HubSpotKind = (typeof KINDS)[number];

/** A portal of HubSpot on loopback, in its wire format, as far as Sentinel uses it. */
export type HubSpotStandIn = {
  url: string;
  /** Key to the scopes it lacks. */
  keys: Map<string, { lacks: string[] }>;
  rows: Record<HubSpotKind, Map<string, HubSpotRow>>;
  /** `deals/contacts` and so on, to the ids on either side; a link holds both ways. */
  links: { from: HubSpotKind; fromId: string; to: HubSpotKind; toId: string; label?: string }[];
  owners: { id: string; email: string | null }[];
  pipelines: Pipeline[];
  requests: string[];
  /** Answers given instead of the right one, first in first out; null lets one request through. */
  faults: (HubSpotFault | null)[];
  save: (kind: HubSpotKind, id: string, properties: Record<string, string | null>) => void;
  stop: () => Promise<void>;
};

const SCOPES: Partial<Record<HubSpotKind, string>> = {
  deals: "crm.objects.deals.read",
  contacts: "crm.objects.contacts.read",
  companies: "crm.objects.companies.read",
  emails: "sales-email-read",
};

export async function startHubSpot(now: () => number, port = 0): Promise<HubSpotStandIn> {
  const portal: HubSpotStandIn = {
    url: "",
    keys: new Map([["good-key", { lacks: [] }]]),
    rows: {
      deals: new Map(),
      contacts: new Map(),
      companies: new Map(),
      calls: new Map(),
      emails: new Map(),
      meetings: new Map(),
      notes: new Map(),
    },
    links: [],
    owners: [],
    pipelines: [],
    requests: [],
    faults: [],
    save: (kind, id, properties) => {
      const old = portal.rows[kind].get(id);
      const at = new Date(now()).toISOString();
      portal.rows[kind].set(id, {
        id,
        archived: false,
        createdAt: old?.createdAt ?? at,
        properties: {
          createdate: at,
          ...old?.properties,
          hs_object_id: id,
          hs_lastmodifieddate: at,
          ...properties,
        },
      });
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => void serve(portal, request, response));
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  portal.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return portal;
}

async function serve(
  portal: HubSpotStandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "/", "http://portal");
  portal.requests.push(`${request.method} ${url.pathname}${url.search}`);
  const fault = portal.faults.shift() ?? null;
  if (fault === "stall") return;
  if (fault === "reset") {
    request.socket.destroy();
    return;
  }
  const right = fault === null || fault === "truncated";
  const { status, body, headers, type } = right
    ? answer(portal, request, url, Buffer.concat(chunks).toString("utf8"))
    : { status: 500, body: "", headers: {}, ...fault };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": type ?? "application/json", ...headers });
  response.end(fault === "truncated" ? text.slice(0, text.length / 2) : text);
}

const problem = (status: number, category: string, message: string, more: object = {}): Answer => ({
  status,
  body: { status: "error", message, correlationId: randomUUID(), category, ...more },
});

/** What HubSpot answers to too many requests. */
export const rateLimit = (policyName: "TEN_SECONDLY_ROLLING" | "SECONDLY" | "DAILY"): Answer => ({
  status: 429,
  body: {
    status: "error",
    message: `You have reached your ${policyName.toLowerCase()} limit.`,
    errorType: "RATE_LIMIT",
    policyName,
    correlationId: randomUUID(),
  },
});

function answer(portal: HubSpotStandIn, request: IncomingMessage, url: URL, text: string): Answer {
  const key = portal.keys.get(request.headers.authorization?.replace(/^Bearer /, "") ?? "");
  if (!key) return problem(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.");
  const path = url.pathname;
  if (path === "/account-info/v3/details") {
    return {
      status: 200,
      body: { portalId: 12345678, accountType: "STANDARD", companyCurrency: "EUR" },
    };
  }
  if (path === "/crm/v3/pipelines/deals")
    return { status: 200, body: { results: portal.pipelines } };
  if (path === "/crm/v3/owners") return { status: 200, body: { results: portal.owners } };
  const association = /^\/crm\/v4\/associations\/(\w+)\/(\w+)\/batch\/read$/.exec(path);
  if (association) {
    return associations(portal, association[1] ?? "", association[2] ?? "", JSON.parse(text));
  }
  const [, kind, rest = ""] = /^\/crm\/v3\/objects\/(\w+)(\/.*)?$/.exec(path) ?? [];
  if (!isKind(kind)) return problem(404, "OBJECT_NOT_FOUND", "resource not found");
  const scope = SCOPES[kind];
  if (scope && key.lacks.includes(scope)) {
    return problem(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes.", {
      errors: [{ message: "missing", context: { requiredGranularScopes: [scope] } }],
    });
  }
  const rows = portal.rows[kind];
  if (rest === "/search") return search([...rows.values()], JSON.parse(text));
  if (rest === "/batch/read") return batchRead(rows, JSON.parse(text));
  if (rest === "") return list([...rows.values()], url);
  return single(portal, kind, decodeURIComponent(rest.slice(1)), request.method ?? "GET", text);
}

function isKind(kind: string | undefined): kind is HubSpotKind {
  return (KINDS as readonly string[]).includes(kind ?? "");
}

function project({ id, properties, createdAt, archived }: HubSpotRow, names: readonly string[]) {
  const known = names.flatMap((name) => {
    const value = properties[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const updatedAt = properties.hs_lastmodifieddate ?? createdAt;
  return { id, properties: Object.fromEntries(known), createdAt, updatedAt, archived };
}

type Filter = { propertyName: string; operator: string; value: string };
type Search = {
  filterGroups: { filters: Filter[] }[];
  sorts?: { propertyName: string; direction: string }[];
  properties?: string[];
  limit?: number;
  after?: string;
};

function search(rows: HubSpotRow[], asked: Search): Answer {
  const limit = asked.limit ?? 10;
  const after = Number(asked.after ?? 0);
  if (limit > 200) return problem(400, "VALIDATION_ERROR", "limit must be at most 200");
  if (after + limit > 10_000) {
    return problem(400, "VALIDATION_ERROR", "search is limited to 10,000 results");
  }
  const sort = asked.sorts?.[0]?.propertyName ?? "createdate";
  const found = rows
    .filter((row) => !row.archived)
    .filter((row) =>
      asked.filterGroups.some(({ filters }) => filters.every((filter) => holds(row, filter))),
    )
    .toSorted((a, b) => numberOf(a, sort) - numberOf(b, sort));
  const page = found.slice(after, after + limit);
  const isMore = after + limit < found.length;
  return {
    status: 200,
    body: {
      total: found.length,
      results: page.map((row) => project(row, asked.properties ?? [])),
      ...(isMore ? { paging: { next: { after: String(after + limit) } } } : {}),
    },
  };
}

function numberOf({ properties }: HubSpotRow, name: string): number {
  const value = properties[name] ?? "";
  return /^\d+$/.test(value) ? Number(value) : Date.parse(value);
}

function holds(row: HubSpotRow, { propertyName, operator, value }: Filter): boolean {
  const actual = numberOf(row, propertyName);
  const wanted = Number(value);
  if (operator === "GTE") return actual >= wanted;
  if (operator === "GT") return actual > wanted;
  if (operator === "EQ") return actual === wanted;
  return false;
}

function batchRead(
  rows: Map<string, HubSpotRow>,
  { properties, inputs }: { properties: string[]; inputs: { id: string }[] },
): Answer {
  if (inputs.length > 100) return problem(400, "VALIDATION_ERROR", "at most 100 inputs");
  const results = inputs.flatMap(({ id }) => {
    const row = rows.get(id);
    return row && !row.archived ? [project(row, properties)] : [];
  });
  const missing = inputs.length - results.length;
  if (missing === 0) return { status: 200, body: { status: "COMPLETE", results } };
  return {
    status: 207,
    body: { status: "COMPLETE", results, numErrors: missing, errors: [{ status: "error" }] },
  };
}

function list(rows: HubSpotRow[], url: URL): Answer {
  const limit = Number(url.searchParams.get("limit") ?? 10);
  if (limit > 100) return problem(400, "VALIDATION_ERROR", "limit must be at most 100");
  const isArchived = url.searchParams.get("archived") === "true";
  const after = url.searchParams.get("after") ?? "";
  const found = rows
    .filter((row) => row.archived === isArchived && row.id > after)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    status: 200,
    body: {
      results: page.map((row) => project(row, ["dealname", "amount", "hs_lastmodifieddate"])),
      ...(found.length > limit && last ? { paging: { next: { after: last.id } } } : {}),
    },
  };
}

function associations(
  portal: HubSpotStandIn,
  from: string,
  to: string,
  { inputs }: { inputs: { id: string }[] },
): Answer {
  const results = inputs.flatMap(({ id }) => {
    const ids = portal.links.flatMap((link) => {
      if (link.from === from && link.to === to && link.fromId === id) return [[link.toId, link]];
      if (link.to === from && link.from === to && link.toId === id) return [[link.fromId, link]];
      return [];
    }) as [string, { label?: string }][];
    if (ids.length === 0) return [];
    const linked = ids.map(([toObjectId, { label }]) => ({
      toObjectId: Number(toObjectId),
      associationTypes: [{ category: "HUBSPOT_DEFINED", typeId: 3, label: label ?? null }],
    }));
    return [{ from: { id }, to: linked }];
  });
  return { status: 200, body: { status: "COMPLETE", results } };
}

function single(
  portal: HubSpotStandIn,
  kind: HubSpotKind,
  id: string,
  method: string,
  text: string,
): Answer {
  const row = portal.rows[kind].get(id);
  if (!row || row.archived) return problem(404, "OBJECT_NOT_FOUND", "resource not found");
  if (method === "PATCH") {
    const { properties } = JSON.parse(text) as { properties: Record<string, string> };
    const stages = portal.pipelines.flatMap((pipeline) => pipeline.stages.map(({ id: of }) => of));
    if (properties.dealstage && !stages.includes(properties.dealstage)) {
      return problem(400, "VALIDATION_ERROR", `${properties.dealstage} was not one of the options`);
    }
    portal.save(kind, id, properties);
  }
  const fresh = portal.rows[kind].get(id) ?? row;
  return { status: 200, body: project(fresh, Object.keys(fresh.properties)) };
}
