import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { instanceKey, SECRET_KEY } from "#test/standins/clerk-keys.ts";

export type ClerkUser = {
  id: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  isVerified?: boolean;
};

/** Clerk's Backend API on loopback, in its wire format, as far as Sentinel uses it. */
export type ClerkStandIn = {
  url: string;
  /** By id; a test adds, changes and deletes people here. */
  users: Map<string, ClerkUser>;
  /** Secret to the API key's subject and state. */
  apiKeys: Map<string, { subject: string; revoked?: boolean; expired?: boolean }>;
  revokedSessions: string[];
  /** Method and path of every request, in order. */
  requests: string[];
  /** While set, every request is answered with this status. */
  outage: number | null;
  stop: () => Promise<void>;
};

export async function startClerk(): Promise<ClerkStandIn> {
  const server = createServer((request, response) => {
    void answer(clerk, request).then(([status, body]) => sendJson(response, status, body));
  });
  const clerk: ClerkStandIn = {
    url: "",
    users: new Map(),
    apiKeys: new Map(),
    revokedSessions: [],
    requests: [],
    outage: null,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  clerk.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return clerk;
}

async function answer(clerk: ClerkStandIn, request: IncomingMessage): Promise<[number, object]> {
  const path = request.url?.split("?")[0] ?? "";
  clerk.requests.push(`${request.method} ${path}`);
  const body = await readText(request);
  if (clerk.outage) return failure(clerk.outage, "internal_clerk_error");
  if (path === "/v1/jwks") return [200, { keys: [publicJwk()] }];
  if (request.headers.authorization !== `Bearer ${SECRET_KEY}`) {
    return failure(401, "clerk_key_invalid");
  }
  // Clerk's client leaves out the version for API keys.
  const [, resource, id = "", verb] = /^(?:\/v1)?\/(\w+)\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
  if (resource === "users" && request.method === "GET") {
    const user = clerk.users.get(id);
    return user ? [200, toWire(user)] : failure(404, "resource_not_found");
  }
  if (resource === "users" && request.method === "DELETE") {
    if (!clerk.users.delete(id)) return failure(404, "resource_not_found");
    return [200, { object: "user", id, slug: null, deleted: true }];
  }
  if (resource === "sessions" && verb === "revoke") {
    clerk.revokedSessions.push(id);
    return [200, { object: "session", id, status: "revoked" }];
  }
  if (resource === "api_keys" && id === "verify") {
    const { secret } = JSON.parse(body) as { secret: string };
    const key = clerk.apiKeys.get(secret);
    return key ? [200, apiKeyToWire(key)] : failure(404, "resource_not_found");
  }
  return failure(404, "resource_not_found");
}

function toWire({ id, firstName, lastName, email, isVerified = true }: ClerkUser): object {
  const address = {
    object: "email_address",
    id: `idn_${id}`,
    email_address: email,
    verification: { status: isVerified ? "verified" : "unverified", strategy: "email_code" },
    linked_to: [],
  };
  return {
    object: "user",
    id,
    username: null,
    first_name: firstName ?? null,
    last_name: lastName ?? null,
    image_url: `https://img.clerk.com/${id}`,
    primary_email_address_id: email ? address.id : null,
    email_addresses: email ? [address] : [],
    phone_numbers: [],
    web3_wallets: [],
    external_accounts: [],
    public_metadata: {},
    private_metadata: {},
    unsafe_metadata: {},
    created_at: 1_700_000_000_000,
    updated_at: 1_700_000_000_000,
  };
}

function apiKeyToWire(key: { subject: string; revoked?: boolean; expired?: boolean }): object {
  return {
    object: "api_key",
    id: `ak_${"0".repeat(32)}`,
    type: "api_key",
    name: "For a script",
    subject: key.subject,
    description: null,
    claims: null,
    scopes: [],
    revoked: key.revoked ?? false,
    revocation_reason: null,
    expired: key.expired ?? false,
    expiration: null,
    created_by: null,
    last_used_at: null,
    created_at: 1_700_000_000_000,
    updated_at: 1_700_000_000_000,
  };
}

function publicJwk(): object {
  const jwk = instanceKey.publicKey.export({ format: "jwk" });
  return { ...jwk, use: "sig", alg: "RS256", kid: "ins_1" };
}

function failure(status: number, code: string): [number, object] {
  const message = code.replaceAll("_", " ");
  return [
    status,
    { errors: [{ code, message, long_message: message }], clerk_trace_id: "trace_1" },
  ];
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
