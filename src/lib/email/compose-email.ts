import type { z } from "zod";
import {
  contentOf,
  type FilledTemplate,
  type RenderedEmail,
  renderEmail,
} from "#lib/email/render-email.ts";
import type { UnsubscribeKind } from "#lib/email/templates/content.ts";
import { isEmailTemplate, TEMPLATES } from "#lib/email/templates/schema.ts";
import { unsubscribeToken } from "#lib/email/unsubscribe-token.ts";
import { env } from "#lib/platform/env.ts";
import { open } from "#lib/platform/secret-box.ts";

/** A stored mail that no longer says what its template needs. */
export class UnreadableEmailError extends Error {
  override name = "UnreadableEmailError";
}

type StoredEmail = {
  template: string;
  data: unknown;
  secret: string | null;
  userId: string | null;
  timezone: string;
};

export type ComposedEmail = RenderedEmail & {
  /** What its reader can turn off; null for what nobody can. */
  kind: UnsubscribeKind | null;
};

/**
 * Makes a stored mail into the one that is sent.
 *
 * @throws UnreadableEmailError; AppError unavailable when its secret cannot be opened.
 */
export function composeEmail(stored: StoredEmail): ComposedEmail {
  const filled = fill(stored);
  const setting = { appUrl: env().appUrl, timezone: stored.timezone };
  const { kind } = contentOf(filled, setting);
  const token =
    kind === null || stored.userId === null
      ? null
      : unsubscribeToken({ userId: stored.userId, kind });
  return { ...renderEmail(filled, setting, token), kind };
}

/** What a stored mail is called in a list, without opening its secret. */
export function subjectOf(stored: Pick<StoredEmail, "template" | "data">): string {
  try {
    return composeEmail({ ...stored, secret: null, userId: null, timezone: "UTC" }).subject;
  } catch (error) {
    if (error instanceof UnreadableEmailError) return stored.template;
    throw error;
  }
}

function fill({ template, data, secret }: StoredEmail): FilledTemplate {
  if (!isEmailTemplate(template)) {
    throw new UnreadableEmailError(`This version of Sentinel has no mail called “${template}”.`);
  }
  const schema: z.ZodType = TEMPLATES[template];
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    throw new UnreadableEmailError(
      "Another version of Sentinel asked for this mail, and it cannot be made any more.",
    );
  }
  return {
    template,
    data: parsed.data,
    secret: secret === null ? null : open(secret, "email.secret"),
  } as FilledTemplate;
}
