import { z } from "zod";
import { ROLES } from "#lib/access/policy.ts";
import { STAGES } from "#lib/deals/stages.ts";
import { BANDS } from "#lib/risk/types.ts";

/**
 * What a waiting message knows of its event, as it was when the event happened: SlackMessage.data.
 * Fields may be added with a default, since rows may be older than the code that reads them.
 */

/** Who did it: a person, a provider, or Sentinel itself, as when time alone moves a band. */
const happened = { by: z.string(), at: z.iso.datetime() };

export const dealFactsSchema = z.object({
  kind: z.literal("deal"),
  id: z.string(),
  name: z.string(),
  company: z.string().nullable(),
  /** Major units. */
  value: z.number(),
  currency: z.string(),
  stage: z.enum(STAGES),
  /** Only where the event moved it. */
  oldStage: z.enum(STAGES).nullable(),
  band: z.enum(BANDS),
  oldBand: z.enum(BANDS).nullable(),
  /** The first of the risk's reasons. */
  reason: z.string().nullable(),
  expectedCloseOn: z.string().nullable(),
  responsible: z.string(),
  /** Of an update, in words: "Value", "$50,000", "$60,000". */
  changes: z.array(z.object({ label: z.string(), from: z.string(), to: z.string() })),
  ...happened,
});
export type DealFacts = z.infer<typeof dealFactsSchema>;

export const memberFactsSchema = z.object({
  kind: z.literal("member"),
  name: z.string(),
  role: z.enum(ROLES),
  teamName: z.string(),
  /** By their own wish. */
  hasLeft: z.boolean(),
  ...happened,
});
export type MemberFacts = z.infer<typeof memberFactsSchema>;

export const factsSchema = z.discriminatedUnion("kind", [dealFactsSchema, memberFactsSchema]);
export type Facts = z.infer<typeof factsSchema>;
