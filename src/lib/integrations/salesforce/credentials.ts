import { z } from "zod";
import { env } from "#lib/platform/env.ts";

/** Where Salesforce serves orgs; anything else would be an address of somebody else's choice. */
const SALESFORCE_DOMAINS = [
  ".salesforce.com",
  ".salesforce-setup.com",
  ".force.com",
  ".salesforce.mil",
  ".cloudforce.com",
];

/**
 * An instance URL as its origin; only Salesforce's own hosts, unless SALESFORCE_ALLOW_ANY_HOST is set.
 *
 * @returns null when it is none.
 */
export function instanceOrigin(text: string, allowAnyHost: boolean): string | null {
  const url = URL.parse(text.trim());
  if (!url || url.username || url.password || url.search || url.hash) return null;
  if (allowAnyHost) return /^https?:$/.test(url.protocol) ? url.origin : null;
  const isOurs = SALESFORCE_DOMAINS.some((domain) => url.hostname.endsWith(domain));
  return url.protocol === "https:" && url.port === "" && isOurs ? url.origin : null;
}

const optional = z
  .string()
  .trim()
  .max(4_000)
  .nullish()
  .transform((value) => value || null);

export const salesforceCredentials = z
  .object({
    instanceUrl: z
      .string({ error: "is missing: the address of your org, as https://acme.my.salesforce.com" })
      .transform((value, context) => {
        const origin = instanceOrigin(value, env().salesforceAllowAnyHost);
        if (origin) return origin;
        context.addIssue({
          code: "custom",
          message:
            "must be the address of your Salesforce org, as https://acme.my.salesforce.com (My Domain in Salesforce's Setup)",
        });
        return z.NEVER;
      }),
    /** A pasted access token: works until its session ends. */
    apiKey: optional,
    /** Of an External Client App with the client-credentials flow: renews itself. */
    clientId: optional,
    clientSecret: optional,
    /** What the last client-credentials request gave. */
    accessToken: optional,
  })
  .refine(({ apiKey, clientId, clientSecret }) => apiKey || (clientId && clientSecret), {
    path: ["apiKey"],
    message: "is missing: give an access token, or client id and client secret",
  });
export type SalesforceCredentials = z.infer<typeof salesforceCredentials>;
