import { actionOverdueContent } from "./templates/action-overdue.ts";
import type { Content, Setting } from "./templates/content.ts";
import { dealAtRiskContent } from "./templates/deal-at-risk.ts";
import { digestContent } from "./templates/digest.ts";
import { type FootLinks, htmlPart } from "./templates/html-part.ts";
import { inviteContent } from "./templates/invite.ts";
import { notificationContent } from "./templates/notification.ts";
import type { EmailData, EmailTemplate } from "./templates/schema.ts";
import { stageChangeContent } from "./templates/stage-change.ts";
import { textPart } from "./templates/text-part.ts";

/** A template with the data that its schema has read; `secret` is the token of an invitation. */
export type FilledTemplate = {
  [T in EmailTemplate]: { template: T; data: EmailData<T>; secret: string | null };
}[EmailTemplate];

export type RenderedEmail = {
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
};

/** Longest subject; clients show about half of it. */
const SUBJECT_LENGTH = 200;

/**
 * A mail as it is sent. The same input gives the same bytes, which a provider that is asked twice
 * under one idempotency key insists on.
 *
 * @param unsubscribe the token for its reader and kind; null where there is none.
 */
export function renderEmail(
  filled: FilledTemplate,
  setting: Setting,
  unsubscribe: string | null,
): RenderedEmail {
  const content = contentOf(filled, setting);
  const links: FootLinks = {
    settings: `${setting.appUrl}/settings/notifications`,
    unsubscribe: unsubscribe && `${setting.appUrl}/unsubscribe/${unsubscribe}`,
  };
  const subject = subjectLine(content.subject);
  const clean = { ...content, subject };
  return {
    subject,
    html: htmlPart(clean, links),
    text: textPart(clean, links),
    headers:
      content.kind === null || unsubscribe === null
        ? {}
        : {
            // RFC 8058: the mail client itself posts there when its reader says so.
            "List-Unsubscribe": `<${setting.appUrl}/api/unsubscribe/${unsubscribe}>`,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          },
  };
}

export function contentOf(filled: FilledTemplate, setting: Setting): Content {
  switch (filled.template) {
    case "invite":
      return inviteContent(filled.data, setting, filled.secret ?? "");
    case "deal-at-risk":
      return dealAtRiskContent(filled.data, setting);
    case "action-overdue":
      return actionOverdueContent(filled.data, setting);
    case "stage-change":
      return stageChangeContent(filled.data, setting);
    case "notification":
      return notificationContent(filled.data, setting);
    case "digest":
      return digestContent(filled.data, setting);
  }
}

/**
 * One line: a line break in a subject would begin another header. Controls and marks that turn the
 * direction of writing are taken out too, so that a name cannot rearrange what the reader sees.
 */
function subjectLine(text: string): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "")
    .replaceAll(/ {2,}/g, " ")
    .trim();
  const characters = [...line];
  if (characters.length <= SUBJECT_LENGTH) return line;
  return `${characters
    .slice(0, SUBJECT_LENGTH - 1)
    .join("")
    .trimEnd()}…`;
}
