import { createHash, timingSafeEqual } from "node:crypto";
import type { z } from "zod";
import type { Context } from "#lib/access/context.ts";
import { authenticate } from "#lib/auth/authenticate.ts";
import { requestIdFrom } from "#lib/auth/request-id.ts";
import { requireStorableText } from "#lib/http/clean-text.ts";
import { readIdempotencyKey, runOnce } from "#lib/http/idempotency.ts";
import { problemResponse, toAppError } from "#lib/http/problem.ts";
import { MAX_BODY_BYTES, readBodyCapped } from "#lib/http/read-body.ts";
import { requireSameOrigin } from "#lib/http/same-origin.ts";
import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import { type LimitState, type LimitTier, takeFromLimit } from "#lib/platform/rate-limit.ts";

/** user: somebody signed in; cron: the scheduler's secret; public: anybody. */
export type RouteAuth = "user" | "cron" | "public";

type StreamedType = "text/event-stream" | "text/csv" | "application/json";

type Parsed<S> = S extends z.ZodType ? z.infer<S> : undefined;

export type RouteDeclaration<
  A extends RouteAuth = RouteAuth,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  P extends z.ZodType | undefined = z.ZodType | undefined,
  B extends z.ZodType | "bytes" | undefined = z.ZodType | "bytes" | undefined,
  R extends z.ZodType = z.ZodType,
> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As in the OpenAPI document: `/api/deals/{id}`. */
  path: `/api/${string}`;
  summary: string;
  tag: string;
  auth: A;
  limit: LimitTier;
  query?: Q;
  params?: P;
  /** A schema for JSON; "bytes" hands the capped body over unread, whatever its content type. */
  body?: B;
  /** What the answer carries beside `success: true`. */
  response: R;
  status?: 200 | 201;
  /** True for an answer that follows a format of its own and is sent without `success`. */
  isBare?: boolean;
  /** True for an address that browsers visit: the handler answers a redirect, as a Response. */
  isRedirect?: boolean;
  /**
   * Media type of an answer that the handler streams itself, as a Response, instead of JSON; several
   * where the caller chooses. `response` is then the shape of the JSON among them.
   */
  produces?: StreamedType | readonly StreamedType[];
  /** Of a body of bytes, for the description: CSV unless it says so. */
  accepts?: "text/csv" | "application/json";
  /** True for an answer that carries a secret: for an Idempotency-Key it is kept encrypted. */
  hasSecret?: boolean;
  /** For a body that is never large: bytes beyond which it is refused. */
  maxBytes?: number;
  handler: (input: {
    ctx: A extends "user" ? Context : null;
    query: Parsed<Q>;
    params: Parsed<P>;
    body: B extends "bytes" ? Uint8Array<ArrayBuffer> : Parsed<B>;
    request: Request;
    /** When the request arrived. */
    now: Date;
    /** Until when the credentials of the request hold; null when that is open. */
    expiresAt: Date | null;
  }) => Promise<z.input<R> | Response>;
};

export type RouteHandler = ((
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>) & { declaration: RouteDeclaration };

/**
 * The door for every REST route. In this order: identify, limit, parse, handle, answer. The OpenAPI
 * document is made from the same declaration.
 */
export function createRoute<
  A extends RouteAuth,
  R extends z.ZodType,
  Q extends z.ZodType | undefined = undefined,
  P extends z.ZodType | undefined = undefined,
  B extends z.ZodType | "bytes" | undefined = undefined,
>(declaration: RouteDeclaration<A, Q, P, B, R>): RouteHandler {
  const route = declaration as unknown as RouteDeclaration;
  const handle = async (
    request: Request,
    context: { params: Promise<Record<string, string>> },
  ): Promise<Response> => {
    const requestId = requestIdFrom(request.headers);
    const now = new Date();
    let userId: string | null = null;
    const answered = (response: Response): Response => {
      const { method, path } = route;
      const ms = Date.now() - now.getTime();
      log().info({ requestId, method, path, status: response.status, ms, userId }, "request");
      return response;
    };
    try {
      const { ctx, expiresAt } = await identify(route, request);
      userId = ctx?.user.id ?? null;
      const limit = await takeFromLimit(route.limit, ctx?.user.id ?? addressOf(request), now);
      if (limit && !limit.isAllowed) throw tooMany(limit);
      const params = parse(route.params, await context.params);
      const query = parse(route.query, readQuery(request));
      const bytes = route.body
        ? await readBodyCapped(request, route.maxBytes ?? MAX_BODY_BYTES)
        : new Uint8Array();
      const body =
        route.body === "bytes" ? bytes : parse(route.body, readJson(route.body, request, bytes));
      const handler = () =>
        route.handler({ ctx, query, params, body, request, now, expiresAt } as never);
      if (route.produces || route.isRedirect)
        return answered(named(await handler(), requestId, limit));
      const run = async () => ({
        status: route.status ?? 200,
        body: toBody(route, await handler()),
      });
      const key = route.method === "POST" && ctx ? readIdempotencyKey(request) : null;
      const answer =
        key !== null && ctx
          ? await runOnce(
              { userId: ctx.user.id, route: addressWithQuery(request), key },
              bytes,
              now,
              run,
              { hasSecret: route.hasSecret ?? false },
            )
          : { ...(await run()), isReplay: false };
      const response = new Response(JSON.stringify(answer.body), {
        status: answer.status,
        headers: {
          "content-type": "application/json",
          "cache-control": "no-store",
          "x-request-id": requestId,
          ...(answer.isReplay ? { "idempotent-replayed": "true" } : {}),
          ...(limit ? limitHeaders(limit) : {}),
        },
      });
      return answered(response);
    } catch (error) {
      return answered(problemResponse(toAppError(error, requestId), requestId));
    }
  };
  return Object.assign(handle, { declaration: route });
}

/** A streamed answer with the headers that every answer has. */
function named(output: unknown, requestId: string, limit: LimitState | null): Response {
  if (!(output instanceof Response)) throw new Error("A route that streams answers a Response.");
  const headers = { "x-request-id": requestId, ...(limit ? limitHeaders(limit) : {}) };
  for (const [name, value] of Object.entries(headers)) output.headers.set(name, value);
  if (!output.headers.has("cache-control")) output.headers.set("cache-control", "no-store");
  return output;
}

const NOBODY = { ctx: null, expiresAt: null };

async function identify(
  route: RouteDeclaration,
  request: Request,
): Promise<{ ctx: Context | null; expiresAt: Date | null }> {
  if (route.auth === "public") return NOBODY;
  if (route.auth === "cron") {
    requireCronSecret(request);
    return NOBODY;
  }
  const { ctx, via, expiresAt } = await authenticate(request);
  if (via === "cookie" && route.method !== "GET") requireSameOrigin(request);
  return { ctx, expiresAt };
}

/**
 * @throws AppError unavailable when no secret is configured, unauthenticated when it does not match.
 */
function requireCronSecret(request: Request): void {
  const { cronSecret } = env();
  if (!cronSecret) {
    throw new AppError(
      "unavailable",
      "CRON_SECRET is not configured, so scheduled work is refused.",
    );
  }
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const given = request.headers.get("authorization") ?? "";
  // Equal-length digests: the comparison takes the same time however much of the secret is right.
  if (!timingSafeEqual(digest(given), digest(`Bearer ${cronSecret}`))) {
    throw new AppError(
      "unauthenticated",
      "The Authorization header does not carry the cron secret.",
    );
  }
}

function parse(schema: z.ZodType | undefined | "bytes", value: unknown): unknown {
  if (!schema || schema === "bytes") return undefined;
  requireStorableText(value);
  return schema.parse(value);
}

/** A key given twice reads as a list with commas, the form that list filters take. */
function readQuery(request: Request): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [key, value] of new URL(request.url).searchParams) {
    query[key] = Object.hasOwn(query, key) ? `${query[key]},${value}` : value;
  }
  return query;
}

function readJson(schema: z.ZodType | undefined, request: Request, bytes: Uint8Array): unknown {
  if (!schema) return undefined;
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json" && !type?.endsWith("+json")) {
    throw new AppError("unsupported_media_type", "Send JSON with Content-Type: application/json.");
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError("malformed_request", "The body is not valid JSON in UTF-8.", { cause });
  }
}

function toBody(route: RouteDeclaration, output: unknown): Record<string, unknown> {
  // In production the handlers' types are trusted; everywhere else a wrong answer fails loudly.
  const checked = env().nodeEnv === "production" ? output : route.response.parse(output);
  return { ...(route.isBare ? {} : { success: true }), ...(checked as Record<string, unknown>) };
}

/** Path and query together: what an Idempotency-Key belongs to. */
function addressWithQuery(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}

/** The nearest proxy appends the address it saw, so only the last entry is not the caller's own word. */
function addressOf(request: Request): string {
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}

function tooMany(limit: LimitState): AppError {
  return new AppError("rate_limited", `Try again in ${limit.resetSeconds} seconds.`, {
    headers: { "retry-after": String(limit.resetSeconds), ...limitHeaders(limit) },
  });
}

function limitHeaders(limit: LimitState): Record<string, string> {
  return {
    "ratelimit-limit": String(limit.limit),
    "ratelimit-remaining": String(limit.remaining),
    "ratelimit-reset": String(limit.resetSeconds),
  };
}
