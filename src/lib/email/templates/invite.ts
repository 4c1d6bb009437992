import type { Content, Setting } from "./content.ts";
import type { EmailData } from "./schema.ts";
import { momentText } from "./words.ts";

const MAY: Record<EmailData<"invite">["role"], string> = {
  viewer: "As viewer you will see the team's deals without changing them.",
  member: "As member you will see the team's deals and work on your own.",
  admin: "As admin you will work on all of the team's deals and manage its people and settings.",
};

/** The invitation to a team; `token` is the proof in its link. */
export function inviteContent(
  { teamName, inviterName, role, expiresAt }: EmailData<"invite">,
  setting: Setting,
  token: string,
): Content {
  return {
    subject: `${inviterName} invites you to ${teamName} on Sentinel`,
    preheader: "Accept to see which deals need attention, and why.",
    title: `Join ${teamName} on Sentinel`,
    blocks: [
      {
        type: "text",
        text: `${inviterName} invites you to ${teamName}. Sentinel shows a sales team which deals are in danger, why, and what to do about it.`,
      },
      { type: "text", text: MAY[role] },
      {
        type: "button",
        label: "Accept the invitation",
        url: `${setting.appUrl}/invite/${encodeURIComponent(token)}`,
      },
      {
        type: "text",
        text: `The link works once, until ${momentText(expiresAt, setting.timezone)}, and only for the address that this mail went to.`,
        isMuted: true,
      },
    ],
    why: `You get this because ${inviterName} entered your address in Sentinel. If you do not expect it, ignore it: nothing happens.`,
    kind: null,
  };
}
