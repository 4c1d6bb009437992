import { z } from "zod";

/** Clerk's webhooks as far as they are followed: version 2025-04-15 of its description. */

const text = z.string().nullish();

const personData = z.object({
  id: z.string().min(1).max(64),
  username: text,
  first_name: text,
  last_name: text,
  image_url: text,
  primary_email_address_id: text,
  email_addresses: z
    .array(
      z.object({
        id: text,
        email_address: z.string(),
        verification: z.object({ status: text }).nullish(),
      }),
    )
    .default([]),
  /** Epoch milliseconds. */
  updated_at: z.number().int().nonnegative().max(8.64e15),
});
export type PersonData = z.infer<typeof personData>;

const deletedData = z.object({ id: z.string().min(1).max(64) });

/** An event that is followed; any other is none of ours. */
export const clerkEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("user.created"), data: personData }),
  z.object({ type: z.literal("user.updated"), data: personData }),
  z.object({ type: z.literal("user.deleted"), data: deletedData }),
]);
export type ClerkEvent = z.infer<typeof clerkEventSchema>;

/** The kind of an event, followed or not. */
export const anyEventSchema = z.object({ type: z.string() });

export const FOLLOWED: ReadonlySet<string> = new Set(
  clerkEventSchema.options.map(({ shape }) => shape.type.value),
);

/** What came of an event. `ignored`: of no interest, or older than what is known. */
export const OUTCOMES = ["followed", "ignored"] as const;
export type Outcome = (typeof OUTCOMES)[number];
