import { z } from "zod";

/** Shapes of mails at every boundary. Safe for the browser. */

export const failedEmailSchema = z
  .object({
    id: z.string(),
    to: z.string(),
    subject: z.string(),
    template: z.string().meta({ description: "`invite`, `deal-at-risk`, `digest`, …" }),
    error: z.string().meta({ description: "Why it was given up, and what can be done." }),
    attempts: z.number().int(),
    workspaceId: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "FailedEmail" });
export type FailedEmailDto = z.infer<typeof failedEmailSchema>;

export const listFailedEmailsSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).optional(),
});
export type ListFailedEmailsInput = z.infer<typeof listFailedEmailsSchema>;
