import { z } from "zod";
import { createRoute } from "#lib/http/create-route.ts";
import { toAppError } from "#lib/http/problem.ts";
import { connectCalendar } from "#lib/integrations/google-calendar/connect.ts";
import { CALLBACK_PATH, exchangeCode, readState } from "#lib/integrations/google-calendar/oauth.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { env } from "#lib/platform/env.ts";
import { readVerifier, verifierCookie } from "../verifier-cookie.ts";

const EXCHANGE_MS = 20_000;

/** Google sends the browser back here; it ends at the settings, whatever came of it. */
export const GET = createRoute({
  method: "GET",
  path: "/api/integrations/google-calendar/oauth/callback",
  summary: "Where Google sends the browser back to",
  tag: "Integrations",
  auth: "user",
  limit: "strict",
  isRedirect: true,
  query: z.object({
    code: z.string().max(2_000).optional(),
    state: z.string().max(4_000).default(""),
    error: z.string().max(200).optional(),
  }),
  response: z.object({}),
  handler: async ({ ctx, query, request }) => {
    const back = (problem: string | null) => {
      const url = new URL("/settings/integrations", env().appUrl);
      if (problem) url.searchParams.set("problem", problem);
      else url.searchParams.set("connected", "google_calendar");
      return new Response(null, {
        status: 302,
        headers: {
          location: url.href,
          "set-cookie": verifierCookie("", { path: CALLBACK_PATH, seconds: 0 }),
        },
      });
    };
    try {
      const state = readState(query.state, ctx.user.id, ctx.now);
      const verifier = readVerifier(request.headers);
      if (query.error || !query.code) return back("Google gave no access: nothing was connected.");
      if (!verifier) return back("Google's answer came to another browser. Begin again.");
      const run = { pace: REAL_PACE, deadline: REAL_PACE.clock() + EXCHANGE_MS };
      const refreshToken = await exchangeCode(query.code, verifier, run);
      const { calendarId, teamId, writeBack } = state;
      await connectCalendar(ctx, { refreshToken, calendarId }, { teamId, writeBack }, REAL_PACE);
      return back(null);
    } catch (error) {
      if (error instanceof ProviderError) return back(error.message);
      return back(toAppError(error, ctx.requestId).message);
    }
  },
});
