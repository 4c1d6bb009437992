import { z } from "zod";
import { receiveEvent } from "#lib/auth/clerk-webhook/receive-event.ts";
import { OUTCOMES } from "#lib/auth/clerk-webhook/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";

/** Clerk's largest events are some kilobytes. */
const MAX_BYTES = 1024 * 1024;

export const POST = createRoute({
  method: "POST",
  path: "/api/webhooks/clerk",
  summary: "For Clerk: what happened to its users, signed as Svix does",
  tag: "Operations",
  auth: "public",
  limit: "lenient",
  body: "bytes",
  accepts: "application/json",
  maxBytes: MAX_BYTES,
  response: z.object({ outcome: z.enum(OUTCOMES) }),
  handler: async ({ request, body, now }) => ({ outcome: await receiveEvent(request, body, now) }),
});
