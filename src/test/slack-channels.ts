import type { Context } from "#lib/access/context.ts";
import { PUBLIC_EVENTS, type PublicEventName } from "#lib/events/public-event.ts";
import { db } from "#lib/platform/db.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { createDuePosts } from "#lib/slack/due-posts.ts";
import type { Verdict } from "#lib/slack/judge-answer.ts";

/** Adds a channel past the test message that adding one otherwise takes. */
export async function addChannel(
  ctx: Context,
  url: string,
  options: { teamId?: string | null; events?: PublicEventName[]; channelName?: string } = {},
): Promise<string> {
  const { teamId = null, events = [...PUBLIC_EVENTS], channelName = "#deals" } = options;
  const { id } = await db().slackIntegration.create({
    data: {
      workspaceId: teamId ?? ctx.user.id,
      userId: ctx.user.id,
      teamId,
      channelName,
      webhookUrl: seal(url, "slack.webhook_url"),
      events,
      createdAt: ctx.now,
    },
    select: { id: true },
  });
  return id;
}

/** One instance posts what is due at a moment, and ends; gives what came of each post. */
export async function postDue(now: Date): Promise<(Verdict["kind"] | null)[]> {
  const outcomes: (Verdict["kind"] | null)[] = [];
  const posts = createDuePosts({ now: () => now, random: () => 0 }, (one) => outcomes.push(one));
  await posts.begin();
  await Promise.all(posts.inHand());
  return outcomes;
}
