import type { StatusTone } from "#components/integrations/status-words.ts";
import type { SlackChannelDto } from "#lib/slack/schema.ts";

/** How a channel stands, in a word or two: by hand paused is something else than gone. */
export function channelState({ isActive, disabledReason, waiting, lastError }: SlackChannelDto): {
  tone: StatusTone;
  text: string;
} {
  if (disabledReason !== null) return { tone: "warn", text: "Switched off" };
  if (!isActive) return { tone: "off", text: "Paused" };
  if (waiting > 0 && lastError !== null) return { tone: "warn", text: "On, trying again" };
  return { tone: "good", text: "On" };
}
