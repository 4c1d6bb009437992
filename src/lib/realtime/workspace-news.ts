import type { WorkspaceDomainEvent } from "#lib/events/domain-event.ts";
import type { WorkspaceNewsData, WorkspaceNewsName } from "#lib/realtime/frames.ts";
import type { Happened, News } from "#lib/realtime/news.ts";

/**
 * Who is told of an event of a workspace, and what. Whoever is no longer in it by the end of the
 * transaction is told alone: their pages have to notice as well.
 */
export function workspaceNews(event: WorkspaceDomainEvent, happened: Happened): News[] {
  const told = <N extends WorkspaceNewsName>(name: N, data: WorkspaceNewsData<N>) => ({
    workspaceId: happened.workspaceId,
    audienceId: null,
    name,
    dealId: null,
    data,
  });
  const toldAlone = <N extends WorkspaceNewsName>(
    userId: string,
    name: N,
    data: WorkspaceNewsData<N>,
  ) => ({ ...told(name, data), workspaceId: null, audienceId: userId });
  switch (event.name) {
    case "team.created":
      return [told(event.name, happened)];
    case "team.updated":
      return [told(event.name, { ...happened, fields: Object.keys(event.fields) })];
    case "team.deleted":
      return event.memberIds.map((userId) => toldAlone(userId, event.name, happened));
    case "team.member_added":
      return [told(event.name, { ...happened, userId: event.userId, role: event.role })];
    case "team.member_removed": {
      const data = { ...happened, userId: event.userId };
      return [told(event.name, data), toldAlone(event.userId, event.name, data)];
    }
    case "team.role_changed":
      return [told(event.name, { ...happened, userId: event.userId, role: event.to })];
    case "sync.failed":
      return [toldAlone(event.userId, event.name, { ...happened, integration: event.integration })];
    case "webhook.disabled":
      return [told(event.name, { ...happened, webhookId: event.webhookId })];
    case "slack.disabled":
      return [told(event.name, { ...happened, slackId: event.slackId })];
  }
}
