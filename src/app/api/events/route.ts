import { setTimeout as after } from "node:timers/promises";
import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { frameSchema } from "#lib/realtime/frames.ts";
import { openStream } from "#lib/realtime/open-stream.ts";

export const maxDuration = 300;

const HEADERS = {
  "content-type": "text/event-stream",
  // Compression or a proxy's buffer would hold events back.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

export const GET = createRoute({
  method: "GET",
  path: "/api/events",
  summary: "What happens in your workspaces, as it happens",
  tag: "Realtime",
  auth: "user",
  limit: "lenient",
  query: z.object({
    lastEventId: z.string().optional().meta({
      description: "Where to resume, for whoever cannot send the header Last-Event-ID.",
    }),
  }),
  response: frameSchema,
  produces: "text/event-stream",
  handler: async ({ ctx, query, request, expiresAt }) => {
    // Next asks GET for the headers of HEAD, and would never read the stream.
    if (request.method === "HEAD") return new Response(null, { headers: HEADERS });
    const stream = openStream(ctx, {
      lastEventId: request.headers.get("last-event-id") ?? query.lastEventId ?? null,
      expiresAt,
      signal: request.signal,
      clock: Date.now,
      sleep: (ms, signal) => after(ms, undefined, { signal }).catch(() => {}),
      random: Math.random,
    });
    return new Response(stream, { headers: HEADERS });
  },
});
