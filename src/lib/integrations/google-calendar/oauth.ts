import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { oauthProblemSchema, tokenSchema } from "#lib/integrations/google-calendar/wire.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import { createProviderHttp, type Pace } from "#lib/integrations/provider-http.ts";
import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";
import { sign, verify } from "#lib/platform/secret-box.ts";

/** The narrowest scope that reads and writes events. */
const SCOPE = "https://www.googleapis.com/auth/calendar.events";
const PURPOSE = "google calendar oauth state";
/** As long as somebody may take at Google's consent page. */
export const STATE_SECONDS = 600;

export const CALLBACK_PATH = "/api/integrations/google-calendar/oauth/callback";

const stateSchema = z.object({
  userId: z.string(),
  calendarId: z.string(),
  teamId: z.string().nullable(),
  writeBack: z.boolean(),
  expiresAt: z.number(),
});
export type OauthState = z.infer<typeof stateSchema>;

/** @throws AppError unavailable when this installation has no OAuth client. */
function requireClient(): { id: string; secret: string } {
  const { googleClient } = env();
  if (googleClient) return googleClient;
  throw new AppError(
    "unavailable",
    "Connecting with Google is not set up here: whoever runs this installation has to set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET.",
  );
}

/**
 * Where to send the browser for consent (RFC 6749 with PKCE, RFC 7636), and the verifier that it has to
 * bring back in a cookie of its own.
 */
export function startOauth(state: OauthState): { url: string; verifier: string } {
  const { id } = requireClient();
  const verifier = randomBytes(32).toString("base64url");
  const url = new URL("/o/oauth2/v2/auth", env().googleOauthBaseUrl.consent);
  const text = Buffer.from(JSON.stringify(state)).toString("base64url");
  const parameters = {
    client_id: id,
    redirect_uri: `${env().appUrl}${CALLBACK_PATH}`,
    response_type: "code",
    scope: SCOPE,
    // Without both there is no refresh token.
    access_type: "offline",
    prompt: "consent",
    state: `${text}.${sign(PURPOSE, text)}`,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, verifier };
}

/**
 * The state as it was signed, if it is still good and this person's.
 *
 * @throws AppError forbidden for any other.
 */
export function readState(text: string, userId: string, now: Date): OauthState {
  const [payload = "", signature = ""] = text.split(".");
  const isOurs = verify(PURPOSE, payload, signature);
  const state = isOurs
    ? stateSchema.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8"))).data
    : undefined;
  if (!state || state.userId !== userId || state.expiresAt < now.getTime()) {
    throw new AppError(
      "forbidden",
      "This answer of Google's belongs to another sign-in, or took too long. Begin again.",
    );
  }
  return state;
}

type Run = { pace: Pace; deadline: number };

/** @throws ProviderError auth when Google does not take the code. */
export async function exchangeCode(code: string, verifier: string, run: Run): Promise<string> {
  const { id, secret } = requireClient();
  const answer = await tokenHttp(run).request(
    {
      method: "POST",
      path: "/token",
      form: {
        grant_type: "authorization_code",
        client_id: id,
        client_secret: secret,
        code,
        code_verifier: verifier,
        redirect_uri: `${env().appUrl}${CALLBACK_PATH}`,
      },
    },
    tokenSchema,
  );
  if (answer.refresh_token) return answer.refresh_token;
  throw new ProviderError("auth", "Google gave no lasting access. Connect again and agree to it.");
}

/** @throws ProviderError auth when the refresh token was revoked or has expired. */
export async function fetchAccessToken(refreshToken: string, run: Run): Promise<string> {
  const { id, secret } = requireClient();
  const answer = await tokenHttp(run).request(
    {
      method: "POST",
      path: "/token",
      form: {
        grant_type: "refresh_token",
        client_id: id,
        client_secret: secret,
        refresh_token: refreshToken,
      },
    },
    tokenSchema,
  );
  return answer.access_token;
}

function tokenHttp({ pace, deadline }: Run) {
  return createProviderHttp({
    label: "Google",
    baseUrl: env().googleOauthBaseUrl.token,
    headers: () => ({}),
    deadline,
    perSecond: 5,
    pace,
    explain: (status, body) => {
      const problem = oauthProblemSchema.safeParse(body).data;
      if (status >= 500 || status === 429) {
        return new ProviderError("unavailable", "Google cannot answer just now.");
      }
      return new ProviderError(
        "auth",
        "Google no longer accepts the sign-in: it was revoked or has expired. Connect with Google anew.",
        { code: problem?.error ?? null },
      );
    },
  });
}
