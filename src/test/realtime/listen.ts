import { afterEach, beforeAll, expect } from "vitest";
import { GET } from "#app/api/events/route.ts";
import type { Context } from "#lib/access/context.ts";
import { realtimeHub } from "#lib/realtime/hub.ts";
import { bearerOf } from "#test/api-client.ts";
import { type EventCall, type EventClient, openEvents } from "./event-client.ts";
import { type RouteServer, serveRoute } from "./serve-route.ts";

export type Listening = {
  /** Where the stream is served. */
  url: () => string;
  open: (who: Context, call?: EventCall) => Promise<EventClient>;
  /** Opened, and told from where on. */
  begin: (who: Context) => Promise<EventClient>;
};

/** Serves the stream for a file of tests; after each of them nobody listens any more. */
export function listenOverHttp(): Listening {
  let server: RouteServer;
  const clients: EventClient[] = [];

  beforeAll(async () => {
    server = await serveRoute(GET);
    return () => server.stop();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await expect.poll(() => realtimeHub().size()).toBe(0);
  });

  const open = async (who: Context, call: EventCall = {}) => {
    const token = await bearerOf(who.user.id);
    const client = await openEvents(`${server.url}/api/events`, { token, ...call });
    clients.push(client);
    return client;
  };
  return {
    url: () => `${server.url}/api/events`,
    open,
    begin: async (who) => {
      const client = await open(who);
      await expect.poll(() => eventsOf(client)).toEqual(["hello"]);
      return client;
    },
  };
}

export function eventsOf({ frames }: EventClient): string[] {
  return frames.map(({ event }) => event);
}

/** Names of the deals that were told of, in order. */
export function dealsOf({ frames }: EventClient): string[] {
  return frames.flatMap(({ data }) => ("dealName" in data ? [data.dealName] : []));
}
