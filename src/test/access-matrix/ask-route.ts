import { allHandlers } from "#app/api/routes.ts";
import type { RouteHandler } from "#lib/http/create-route.ts";
import { bearerOf } from "#test/api-client.ts";
import type { Call } from "./route-entry.ts";

export type RouteAnswer = { status: number; text: string };

/** Handlers by method and path, as the entries are keyed. */
export function handlersByKey(): ReadonlyMap<string, RouteHandler> {
  return new Map(
    allHandlers().map((handler) => {
      const { method, path } = handler.declaration;
      return [`${method} ${path}`, handler];
    }),
  );
}

/** Sends what an entry says, as the person or, for null, as nobody. */
export async function askRoute(
  handler: RouteHandler,
  as: string | null,
  { params = {}, query = {}, body, raw, headers = {} }: Call,
): Promise<RouteAnswer> {
  const { method, path } = handler.declaration;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
  const url = new URL(filled, "http://localhost");
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await handler(
    new Request(url, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(as === null ? {} : { authorization: `Bearer ${await bearerOf(as)}` }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    }),
    { params: Promise.resolve(params) },
  );
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    // It never ends by itself; that it began is the answer.
    await response.body?.cancel();
    return { status: response.status, text: "" };
  }
  return { status: response.status, text: await response.text() };
}
