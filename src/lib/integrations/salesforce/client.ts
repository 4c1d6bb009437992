import { z } from "zod";
import type { Session } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import { createProviderHttp, type ProviderHttp } from "#lib/integrations/provider-http.ts";
import { requestsPerSecond } from "#lib/integrations/request-rate.ts";
import type { SalesforceCredentials } from "#lib/integrations/salesforce/credentials.ts";
import { errorsSchema, queryPageSchema, tokenSchema } from "#lib/integrations/salesforce/wire.ts";

/** Spring '24: old enough for every org, and still served. */
const API = "/services/data/v60.0";
export const LABEL = "Salesforce";
/** Of the org's daily requests this share stays for others. */
const RESERVED_SHARE = 0.1;

export type SalesforceClient = {
  http: ProviderHttp;
  /** All records of a query, deleted ones included, as the API has them. */
  query: (soql: string) => Promise<unknown[]>;
  api: string;
};

/**
 * The API of one org. With client id and secret the access token is fetched, and fetched anew once when
 * the org no longer takes it.
 */
export async function salesforceClient(
  session: Session<SalesforceCredentials>,
  perSecond: number,
): Promise<SalesforceClient> {
  const { credentials, pace, deadline } = session;
  let token = credentials.apiKey ?? credentials.accessToken;
  const options = {
    label: LABEL,
    baseUrl: credentials.instanceUrl,
    deadline,
    perSecond: requestsPerSecond("salesforce", perSecond),
    pace,
    explain,
    observe: requireHeadroom,
  };
  const renew = async () => {
    token = await fetchToken(createProviderHttp({ ...options, headers: () => ({}) }), credentials);
    await session.keep({ ...credentials, accessToken: token });
  };
  if (!token) await renew();
  const once = createProviderHttp({
    ...options,
    headers: () => ({ authorization: `Bearer ${token}` }),
  });
  let isRenewed = false;
  const request: ProviderHttp["request"] = async (asked, answer) => {
    try {
      return await once.request(asked, answer);
    } catch (error) {
      const isStale = error instanceof ProviderError && error.code === "INVALID_SESSION_ID";
      if (!isStale || credentials.apiKey || isRenewed) throw error;
      isRenewed = true;
      await renew();
      return await once.request(asked, answer);
    }
  };
  const query = async (soql: string) => {
    const records: unknown[] = [];
    let path = `${API}/queryAll`;
    let params: { q?: string } = { q: soql };
    for (;;) {
      const page = await request({ path, query: params }, queryPageSchema);
      records.push(...page.records);
      if (page.done || !page.nextRecordsUrl) return records;
      path = requireOwnPath(page.nextRecordsUrl);
      params = {};
    }
  };
  return { http: { request }, query, api: API };
}

/** The rest of a long answer lies below the same API, whatever a strange server says. */
function requireOwnPath(path: string): string {
  if (path.startsWith("/services/data/")) return path;
  throw new ProviderError("bad_answer", "Salesforce named a next page that is none of its API.");
}

async function fetchToken(
  http: ProviderHttp,
  { clientId, clientSecret }: SalesforceCredentials,
): Promise<string> {
  const answer = await http.request(
    {
      method: "POST",
      path: "/services/oauth2/token",
      form: {
        grant_type: "client_credentials",
        client_id: clientId ?? "",
        client_secret: clientSecret ?? "",
      },
    },
    tokenSchema,
  );
  return answer.access_token;
}

/** `api-usage=10018/100000`: an org that is nearly through its day is left alone. */
function requireHeadroom(headers: Headers): void {
  const usage = /api-usage=(\d+)\/(\d+)/.exec(headers.get("sforce-limit-info") ?? "");
  if (!usage) return;
  const [, used = "0", max = "0"] = usage;
  if (Number(used) < Number(max) * (1 - RESERVED_SHARE)) return;
  throw new ProviderError(
    "permission",
    `Your Salesforce org has used ${used} of its ${max} API requests of the day. The rest is left to others; the sync goes on when the count starts again.`,
    { code: "DAILY_LIMIT" },
  );
}

const oauthErrorSchema = z.object({ error: z.string(), error_description: z.string().optional() });

function explain(status: number, body: unknown): ProviderError {
  const oauth = oauthErrorSchema.safeParse(body);
  if (oauth.success) {
    return new ProviderError(
      "auth",
      `Salesforce does not accept the client id and secret (${oauth.data.error_description ?? oauth.data.error}).`,
      { code: oauth.data.error },
    );
  }
  const [first] = errorsSchema.safeParse(body).data ?? [];
  const code = first?.errorCode ?? null;
  // Messages of a malformed query span several lines.
  const said = first?.message.replace(/\s+/g, " ").trim().slice(0, 300) ?? `HTTP ${status}`;
  if (status === 401) {
    return new ProviderError(
      "auth",
      "Salesforce no longer accepts the access token: it has expired or was revoked. Connect with a new one, or with client id and secret, which renew themselves.",
      { code },
    );
  }
  if (code === "REQUEST_LIMIT_EXCEEDED") {
    return new ProviderError(
      "rate_limited",
      "Your Salesforce org has used up its API requests for now.",
      { code },
    );
  }
  if (status === 429 || status >= 500) {
    return new ProviderError("unavailable", `Salesforce cannot answer just now (${said}).`, {
      code,
    });
  }
  if (status === 403) {
    return new ProviderError("permission", `Salesforce refuses this to the user: ${said}.`, {
      code,
    });
  }
  if (status >= 300 && status < 400) {
    return new ProviderError(
      "bad_answer",
      "Salesforce sends us to another address. Use the My Domain address of your org.",
    );
  }
  return new ProviderError("refused", `Salesforce refused the request: ${said}`, { code });
}
