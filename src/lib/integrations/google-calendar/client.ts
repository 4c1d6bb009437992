import type { GoogleCredentials } from "#lib/integrations/google-calendar/credentials.ts";
import { fetchAccessToken } from "#lib/integrations/google-calendar/oauth.ts";
import { problemSchema } from "#lib/integrations/google-calendar/wire.ts";
import type { Session } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import {
  createProviderHttp,
  type ProviderHttp,
  retryAfterMs,
} from "#lib/integrations/provider-http.ts";
import { requestsPerSecond } from "#lib/integrations/request-rate.ts";
import { env } from "#lib/platform/env.ts";

export const LABEL = "Google Calendar";
/** Google allows 600 a minute for each user. */
const PER_SECOND = 5;
const QUOTA = new Set(["rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"]);

export type CalendarClient = {
  http: ProviderHttp;
  /** Below the API, with its leading slash. */
  events: string;
  /** Goes with every request where a key stands for the credentials. */
  query: { key?: string };
};

/** The API of one calendar: by access token where there is a refresh token, else by key. */
export async function calendarClient(session: Session<GoogleCredentials>): Promise<CalendarClient> {
  const { credentials, pace, deadline } = session;
  const { refreshToken, apiKey, calendarId } = credentials;
  const token = refreshToken ? await fetchAccessToken(refreshToken, { pace, deadline }) : null;
  const http = createProviderHttp({
    label: LABEL,
    baseUrl: env().googleCalendarBaseUrl,
    headers: (): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {}),
    deadline,
    perSecond: requestsPerSecond("google_calendar", PER_SECOND),
    pace,
    explain: (status, body, headers) =>
      explain(status, body, headers, { hasToken: token !== null, now: pace.clock() }),
  });
  return {
    http,
    events: `/calendars/${encodeURIComponent(calendarId)}/events`,
    query: token || !apiKey ? {} : { key: apiKey },
  };
}

function explain(
  status: number,
  body: unknown,
  headers: Headers,
  { hasToken, now }: { hasToken: boolean; now: number },
): ProviderError {
  const problem = problemSchema.safeParse(body).data?.error;
  const code = problem?.errors?.[0]?.reason ?? null;
  const said = problem?.message.replace(/\s+/g, " ").trim().slice(0, 300) || `HTTP ${status}`;
  if (status === 429 || QUOTA.has(code ?? "")) {
    return new ProviderError("rate_limited", "Google asks for a pause.", {
      code,
      retryAfterMs: retryAfterMs(headers, now),
    });
  }
  if (status >= 500) {
    return new ProviderError("unavailable", `Google cannot answer just now (${said}).`, { code });
  }
  if (code === "keyInvalid") {
    return new ProviderError("auth", "Google does not know this API key.", { code });
  }
  if (status === 401) {
    const message = hasToken
      ? "Google no longer accepts the sign-in. Connect with Google anew."
      : "Google wants a sign-in for this: an API key reads public calendars only. Connect with Google instead.";
    return new ProviderError("auth", message, { code });
  }
  if (status === 404) {
    const message = hasToken
      ? "Google has no such calendar for this account. Check the calendar's id."
      : "Google shows no such calendar to an API key: it has to be public, and its id right.";
    return new ProviderError("refused", message, { code });
  }
  if (status === 403) {
    return new ProviderError("permission", `Google refuses this: ${said}.`, { code });
  }
  return new ProviderError("refused", `Google refused the request: ${said}`, { code });
}
