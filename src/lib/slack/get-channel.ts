import type { Context } from "#lib/access/context.ts";
import { db } from "#lib/platform/db.ts";
import { findChannel } from "#lib/slack/lock-channel.ts";
import type { SlackChannelDto } from "#lib/slack/schema.ts";
import { toOneChannel } from "./queries.ts";

/** @throws AppError not_found, or forbidden for a team's channel to those who do not look after it. */
export async function getChannel(ctx: Context, id: string): Promise<SlackChannelDto> {
  return await toOneChannel(db(), await findChannel(db(), ctx, id));
}
