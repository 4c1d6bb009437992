import { z } from "zod";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import type { RouteDeclaration } from "#lib/http/create-route.ts";
import { problemSchema } from "#lib/http/problem.ts";

type Document = ReturnType<typeof createDocument>;

const PROBLEM = { "application/problem+json": { schema: problemSchema } };

/** The OpenAPI 3.1 document of the given routes, made from the same declarations that serve them. */
export function createOpenApiDocument(
  routes: readonly RouteDeclaration[],
  { serverUrl, version }: { serverUrl: string; version: string },
): Document {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Sentinel",
      version,
      license: { name: "MIT", identifier: "MIT" },
      description:
        "Deals, their events and their risk. Amounts are in major units; moments are ISO 8601 in UTC. Errors are application/problem+json (RFC 9457).",
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        cronSecret: { type: "http", scheme: "bearer", description: "CRON_SECRET" },
      },
    },
  });
}

function operationOf(route: RouteDeclaration) {
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.tag],
    security: { user: [{ bearer: [] }], cron: [{ cronSecret: [] }], public: [] }[route.auth],
    requestParams: {
      ...(route.params instanceof z.ZodObject ? { path: route.params } : {}),
      ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
      ...(route.method === "POST" && route.auth === "user" ? { header: idempotencyHeader } : {}),
    },
    ...(route.body ? { requestBody: { required: true, content: requestContent(route) } } : {}),
    responses: {
      [String(route.status ?? 200)]: {
        description: "Done",
        content: answerContent(route),
      },
      ...(route.isRedirect ? { 302: { description: "Where the browser goes on" } } : {}),
      default: { description: "What went wrong", content: PROBLEM },
    },
  };
}

function answerContent({ response, produces, isBare }: RouteDeclaration) {
  if (typeof produces === "string") return { [produces]: { schema: response } };
  const shape = response instanceof z.ZodObject ? response.shape : {};
  const json = isBare ? response : z.object({ success: z.literal(true) }).extend(shape);
  return Object.fromEntries(
    (produces ?? ["application/json"]).map((type) => [
      type,
      { schema: type === "application/json" ? json : z.string() },
    ]),
  );
}

const idempotencyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .min(1)
    .max(255)
    .optional()
    .meta({ description: "The same key within 24 hours gets the first answer again." }),
});

function requestContent({ body, accepts = "text/csv" }: RouteDeclaration) {
  if (body instanceof z.ZodType) return { "application/json": { schema: body } };
  return { [accepts]: { schema: { type: "string" as const, format: "binary" } } };
}

/** `GET /api/deals/{id}/events` → getDealsIdEvents: stable, and unique because path and method are. */
function operationId({ method, path }: RouteDeclaration): string {
  const words = path
    .replace("/api/", "")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  const capitalised = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${method.toLowerCase()}${capitalised.join("")}`;
}
