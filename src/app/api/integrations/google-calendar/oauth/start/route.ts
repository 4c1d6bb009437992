import { z } from "zod";
import { idSchema } from "#lib/deals/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";
import {
  CALLBACK_PATH,
  STATE_SECONDS,
  startOauth,
} from "#lib/integrations/google-calendar/oauth.ts";
import { requireSyncTarget } from "#lib/integrations/require-workspace.ts";
import { verifierCookie } from "../verifier-cookie.ts";

/** A click in the settings leads here, and on to Google's page of consent. */
export const GET = createRoute({
  method: "GET",
  path: "/api/integrations/google-calendar/oauth/start",
  summary: "Begin connecting with Google: for browsers",
  tag: "Integrations",
  auth: "user",
  limit: "strict",
  isRedirect: true,
  query: z.object({
    calendarId: z.string().trim().max(500).default("primary"),
    teamId: idSchema.optional(),
    writeBack: z.enum(["0", "1"]).default("0"),
  }),
  response: z.object({}),
  handler: async ({ ctx, query }) => {
    const teamId = query.teamId ?? null;
    requireSyncTarget(ctx, teamId);
    const { url, verifier } = startOauth({
      userId: ctx.user.id,
      calendarId: query.calendarId || "primary",
      teamId,
      writeBack: query.writeBack === "1",
      expiresAt: ctx.now.getTime() + STATE_SECONDS * 1_000,
    });
    return new Response(null, {
      status: 302,
      headers: {
        location: url,
        "set-cookie": verifierCookie(verifier, { path: CALLBACK_PATH, seconds: STATE_SECONDS }),
      },
    });
  },
});
