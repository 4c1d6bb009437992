import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import * as openapi from "#app/api/openapi.json/route.ts";
import { allHandlers } from "#app/api/routes.ts";
import { signDemoToken } from "#lib/auth/demo-token.ts";
import type { RouteHandler } from "#lib/http/create-route.ts";
import { createOpenApiDocument } from "#lib/http/openapi.ts";
import { env } from "#lib/platform/env.ts";

const HANDLERS: readonly RouteHandler[] = [...allHandlers(), openapi.GET];

export type ApiCall = {
  /** Somebody's id: signs the request with their bearer token. */
  as?: string;
  body?: unknown;
  /** Sent as it is instead of `body`. */
  raw?: BodyInit;
  headers?: Record<string, string>;
};

export type ApiAnswer = {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape was just validated
  body: any;
};

/**
 * Sends a request to the route that serves it, and fails when the answer is not what the OpenAPI
 * document promises for it: every test through here is a contract test.
 */
export async function api(
  method: string,
  pathAndQuery: string,
  { as, body, raw, headers = {} }: ApiCall = {},
): Promise<ApiAnswer> {
  const url = new URL(pathAndQuery, "http://localhost");
  const found = match(method, url.pathname);
  const token = as && (await bearerOf(as));
  const request = new Request(url, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(raw === undefined ? {} : { body: raw, duplex: "half" }),
  });
  const response = await found.handler(request, { params: Promise.resolve(found.params) });
  const answer = {
    status: response.status,
    headers: response.headers,
    body: await response.json(),
  };
  requireDocumented(found.handler, answer);
  return answer;
}

export function bearerOf(userId: string): Promise<string> {
  const secret = env().demo?.secret ?? "";
  return signDemoToken(secret, { userId, use: "bearer", seconds: 3600, now: new Date() });
}

function match(method: string, pathname: string) {
  // Fixed segments before parameters: /deals/search is not the deal "search".
  const candidates = HANDLERS.filter((handler) => handler.declaration.method === method).sort(
    (a, b) => a.declaration.path.split("{").length - b.declaration.path.split("{").length,
  );
  for (const handler of candidates) {
    const names = [...handler.declaration.path.matchAll(/\{(\w+)\}/g)].map(
      ([, name]) => name ?? "",
    );
    const pattern = handler.declaration.path.replaceAll(/\{\w+\}/g, "([^/]+)");
    const values = new RegExp(`^${pattern}$`).exec(pathname);
    if (!values) continue;
    const entries = names.map((name, index) => [name, decodeURIComponent(values[index + 1] ?? "")]);
    return { handler, params: Object.fromEntries(entries) as Record<string, string> };
  }
  throw new Error(`No route serves ${method} ${pathname}`);
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const validators = new Map<string, ValidateFunction>();
let document: ReturnType<typeof createOpenApiDocument> | undefined;

function requireDocumented({ declaration }: RouteHandler, answer: ApiAnswer): void {
  document ??= createOpenApiDocument(
    HANDLERS.map((handler) => handler.declaration),
    { serverUrl: "http://localhost", version: "test" },
  );
  if (!ajv.getSchema("openapi")) ajv.addSchema(document, "openapi");
  const pointer = (text: string) =>
    encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"));
  const isSuccess = answer.status < 400;
  const schemaPath = [
    "paths",
    pointer(declaration.path),
    declaration.method.toLowerCase(),
    "responses",
    isSuccess ? String(answer.status) : "default",
    "content",
    pointer(isSuccess ? "application/json" : "application/problem+json"),
    "schema",
  ].join("/");
  const validate = validators.get(schemaPath) ?? ajv.compile({ $ref: `openapi#/${schemaPath}` });
  validators.set(schemaPath, validate);
  if (!validate(answer.body)) {
    throw new Error(
      `${declaration.method} ${declaration.path} answered ${answer.status} with a body that is not documented: ${ajv.errorsText(validate.errors)}`,
    );
  }
}
