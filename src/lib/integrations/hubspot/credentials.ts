import { z } from "zod";

/** A Service Key or the token of a private app: the same header, and no form of its own to insist on. */
export const hubspotCredentials = z.object({
  apiKey: z
    .string({ error: "is missing: a Service Key, or the token of a private app" })
    .trim()
    .min(1, "is missing: a Service Key, or the token of a private app")
    .max(1_000)
    .regex(/^[\x21-\x7e]+$/, "contains characters that no key has; copy it anew"),
});
export type HubSpotCredentials = z.infer<typeof hubspotCredentials>;
