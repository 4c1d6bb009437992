import { escapeText, linkTo } from "#lib/slack/escape-text.ts";
import {
  MAX_NAME,
  mrkdwn,
  plainText,
  type SlackPayload,
  section,
  toPayload,
} from "#lib/slack/message/block-kit.ts";

/** What somebody sends to see whether a channel takes messages. */
export function testMessage(
  { by, workspace }: { by: string; workspace: string },
  appUrl: string,
): SlackPayload {
  const sender = escapeText(by, MAX_NAME);
  const words = `This channel can hear what happens to the deals of ${escapeText(workspace, MAX_NAME)}.`;
  return toPayload(`Test message from Sentinel, sent by ${sender}. ${words}`, [
    { type: "header", text: plainText("Test message from Sentinel") },
    section(plainText(words)),
    {
      type: "context",
      elements: [
        plainText(`Sent by ${sender}`),
        mrkdwn(linkTo(`${appUrl}/settings/slack`, "Open the settings", MAX_NAME)),
      ],
    },
  ]);
}
