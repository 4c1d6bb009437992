import { z } from "zod";
import { listFailedEmails } from "#lib/email/list-failed-emails.ts";
import { failedEmailSchema, listFailedEmailsSchema } from "#lib/email/schema.ts";
import { createRoute } from "#lib/http/create-route.ts";

export const GET = createRoute({
  method: "GET",
  path: "/api/emails/failed",
  summary: "List the mails that were given up",
  tag: "E-mail",
  auth: "user",
  limit: "lenient",
  query: listFailedEmailsSchema,
  response: z.object({ emails: z.array(failedEmailSchema), nextCursor: z.string().nullable() }),
  handler: ({ ctx, query }) => listFailedEmails(ctx, query),
});
