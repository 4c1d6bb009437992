import type { WorkspaceDomainEvent } from "#lib/events/domain-event.ts";
import { actorNameOf, type Origin } from "#lib/events/origin.ts";
import {
  type Audience,
  type AudienceWorkspace,
  leadersIn,
} from "#lib/notifications/load-audience.ts";
import type { Notice, NoticePayload } from "#lib/notifications/notice.ts";
import { DAY_MS } from "#lib/risk/constants.ts";

type MemberEvent = Extract<
  WorkspaceDomainEvent,
  { name: `team.member_${string}` | "team.role_changed" }
>;

/** What something that happened to a team or its settings gives people to hear. */
export function workspaceNotices(
  event: WorkspaceDomainEvent,
  origin: Origin,
  audience: Audience,
): Notice[] {
  const workspace = audience.workspaces.get(event.workspaceId);
  if (!workspace) return [];
  switch (event.name) {
    case "team.member_added":
    case "team.member_removed":
    case "team.role_changed":
      return aboutMember(event, origin, workspace, audience);
    case "team.deleted":
      return teamDeleted(event, origin);
    case "webhook.disabled":
      return switchedOff(event, origin, workspace, {
        what: `The webhook ${event.webhookName} is`,
        madeBy: audience.webhookOwners.get(event.webhookId),
        payload: { webhookId: event.webhookId },
      });
    case "slack.disabled":
      return switchedOff(event, origin, workspace, {
        what: `Slack messages to ${event.channelName} are`,
        madeBy: event.userId,
        payload: { slackId: event.slackId },
      });
    case "sync.failed":
      return syncFailed(event, origin, workspace);
    default:
      return [];
  }
}

/** The person concerned and the team's leaders, but for whoever did it. */
function aboutMember(
  event: MemberEvent,
  origin: Origin,
  workspace: AudienceWorkspace,
  { people }: Audience,
): Notice[] {
  const name = people.get(event.userId)?.name ?? "Somebody";
  const words = wordsOf(event, { name, team: workspace.name, by: actorNameOf(origin) });
  const common = {
    kind: "team_activity",
    dealId: null,
    payload: { workspaceId: workspace.id, userId: event.userId } as NoticePayload,
    dedupeKey: `${event.name}:${workspace.id}:${event.userId}:${origin.now.getTime()}`,
  } as const;
  const isGone = event.name === "team.member_removed";
  const concerned: Notice[] = people.has(event.userId)
    ? [
        {
          ...common,
          ...words.toThem,
          userId: event.userId,
          // What belongs to a team is out of sight for those who left it, and this has to be seen.
          ...(isGone ? { teamId: null, payload: {} } : { teamId: workspace.teamId }),
        },
      ]
    : [];
  const leaders = leadersIn(workspace)
    .filter(({ id }) => id !== event.userId)
    .map(
      ({ id }): Notice => ({ ...common, ...words.toLeaders, userId: id, teamId: workspace.teamId }),
    );
  return [...concerned, ...leaders].filter(({ userId }) => userId !== origin.user?.id);
}

type Words = { title: string; body: string };

function wordsOf(
  event: MemberEvent,
  { name, team, by }: { name: string; team: string; by: string },
): { toThem: Words; toLeaders: Words } {
  switch (event.name) {
    case "team.member_added":
      return {
        toThem: { title: `You joined ${team}`, body: `Your role is ${event.role}.` },
        toLeaders: { title: `${name} joined ${team}`, body: `Their role is ${event.role}.` },
      };
    case "team.member_removed":
      return {
        toThem: { title: `You are no longer in ${team}`, body: `${by} removed you.` },
        toLeaders: event.hasLeft
          ? { title: `${name} left ${team}`, body: `Their role was ${event.role}.` }
          : { title: `${name} is no longer in ${team}`, body: `${by} removed them.` },
      };
    case "team.role_changed": {
      const body = `${by} changed the role from ${event.from} to ${event.to}.`;
      return {
        toThem: { title: `You are now ${event.to} of ${team}`, body },
        toLeaders: { title: `${name} is now ${event.to} of ${team}`, body },
      };
    }
  }
}

/** Everybody who was in it but whoever deleted it. What it held is gone, so there is nowhere to lead. */
function teamDeleted(
  { workspaceId, teamName, memberIds }: Extract<WorkspaceDomainEvent, { name: "team.deleted" }>,
  origin: Origin,
): Notice[] {
  return memberIds
    .filter((id) => id !== origin.user?.id)
    .map((id) => ({
      userId: id,
      kind: "team_activity",
      teamId: null,
      dealId: null,
      title: `${teamName} was deleted`,
      body: `${actorNameOf(origin)} deleted the team with all its deals.`,
      payload: {},
      dedupeKey: `team.deleted:${workspaceId}`,
    }));
}

/** Whoever made what no longer gets through, as long as they are here, and the team's leaders. */
function switchedOff(
  event: Extract<WorkspaceDomainEvent, { name: "webhook.disabled" | "slack.disabled" }>,
  { now }: Origin,
  workspace: AudienceWorkspace,
  {
    what,
    madeBy,
    payload,
  }: {
    what: string;
    madeBy: string | undefined;
    payload: { webhookId: string } | { slackId: string };
  },
): Notice[] {
  const maker = workspace.members.get(madeBy ?? "");
  const told = new Set([...(maker ? [maker] : []), ...leadersIn(workspace)]);
  return [...told].map(({ id }) => ({
    userId: id,
    kind: "webhook_disabled",
    teamId: workspace.teamId,
    dealId: null,
    title: `${what} switched off`,
    body: event.reason,
    payload: { workspaceId: workspace.id, ...payload },
    dedupeKey: `webhook_disabled:${Object.values(payload).join()}:${now.getTime()}`,
  }));
}

/** Whoever connected it, once a day however often it fails. */
function syncFailed(
  event: Extract<WorkspaceDomainEvent, { name: "sync.failed" }>,
  origin: Origin,
  workspace: AudienceWorkspace,
): Notice[] {
  if (!workspace.members.has(event.userId)) return [];
  const day = Math.floor(origin.now.getTime() / DAY_MS);
  return [
    {
      userId: event.userId,
      kind: "sync_failed",
      teamId: workspace.teamId,
      dealId: null,
      title: `${actorNameOf(origin)} could not be synced`,
      body: event.message,
      payload: { workspaceId: workspace.id, provider: event.integration },
      dedupeKey: `sync_failed:${event.integration}:${workspace.id}:${day}`,
    },
  ];
}
