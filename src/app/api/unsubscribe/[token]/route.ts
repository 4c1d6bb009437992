import { z } from "zod";
import { unsubscribe } from "#lib/email/unsubscribe.ts";
import { createRoute } from "#lib/http/create-route.ts";
import { NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";

// Mail programs post here themselves when their reader unsubscribes (RFC 8058). The signed token is the
// proof, so there is no session, and what they send with it ("List-Unsubscribe=One-Click") says no more.
export const POST = createRoute({
  method: "POST",
  path: "/api/unsubscribe/{token}",
  summary: "Turn off the kind of mail that a link stands for, with one click",
  tag: "E-mail",
  auth: "public",
  limit: "lenient",
  params: z.object({ token: z.string().max(500) }),
  body: "bytes",
  response: z.object({
    unsubscribed: z.object({ kind: z.enum([...NOTIFICATION_KINDS, "digest"]), label: z.string() }),
  }),
  handler: async ({ params, now }) => {
    const { kind, label } = await unsubscribe(params.token, now);
    return { unsubscribed: { kind, label } };
  },
});
