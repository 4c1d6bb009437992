import type { Metadata } from "next";
import {
  addSlackChannel,
  deleteSlackChannel,
  editSlackChannel,
  retrySlackChannel,
  switchSlackChannel,
  testSlackAddress,
  testSlackChannel,
} from "#app/actions/slack.ts";
import { AddChannelForm } from "#components/slack/add-channel-form.tsx";
import { type ChannelActions, ChannelCard } from "#components/slack/channel-card.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { mayIn } from "#lib/access/scope.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { listChannels } from "#lib/slack/list-channels.ts";
import { MAX_CHANNELS } from "#lib/slack/schema.ts";

export const metadata: Metadata = { title: "Slack" };

export default async function SlackPage() {
  const ctx = await requireUser();
  const workspace = await currentWorkspace(ctx);
  if (!mayIn(ctx, workspace.teamId, "team.configure")) return <NotForYou team={workspace.name} />;
  const { channels } = await listChannels(ctx, {
    limit: MAX_CHANNELS,
    workspaceId: workspace.id,
  });
  const clock = { now: ctx.now.toISOString(), timeZone: workspace.timezone };
  const whose = workspace.teamId ? `the deals of ${workspace.name}` : "your own deals";
  return (
    <>
      <PageHeader title="Slack" note={workspace.name} />
      <p className="max-w-prose pb-2 text-body text-ink-muted">
        What happens to {whose} is posted in the channels that you choose. Several things at once
        become one message.
      </p>
      {channels.length > 0 ? (
        <ul>
          {channels.map((channel) => (
            <ChannelCard
              key={channel.id}
              channel={channel}
              clock={clock}
              actions={actionsOn(channel.id)}
              testAddress={testSlackAddress}
            />
          ))}
        </ul>
      ) : (
        <EmptyState title="No channel hears of your deals yet">
          Add one below: it takes the address of an incoming webhook, which Slack gives you in two
          minutes.
        </EmptyState>
      )}
      <Section id="add-channel" title="Add a channel" className="pt-8">
        {channels.length < MAX_CHANNELS ? (
          <AddChannelForm
            action={addSlackChannel}
            test={testSlackAddress}
            teamId={workspace.teamId ?? ""}
          />
        ) : (
          <div className="max-w-prose pt-4">
            <Alert>{MAX_CHANNELS} channels is the most. Delete one to make room.</Alert>
          </div>
        )}
      </Section>
    </>
  );
}

function actionsOn(id: string): ChannelActions {
  return {
    edit: editSlackChannel.bind(null, id),
    switchOnOff: switchSlackChannel.bind(null, id),
    test: testSlackChannel.bind(null, id),
    retry: retrySlackChannel.bind(null, id),
    remove: deleteSlackChannel.bind(null, id),
  };
}

function NotForYou({ team }: { team: string }) {
  return (
    <>
      <PageHeader title="Slack" note={team} />
      <EmptyState title="Owners and admins choose the channels">
        They decide what of {team} is posted in Slack, and where. Ask one of them if a channel is
        missing. For the deals that are yours alone, choose your personal workspace at the top left.
      </EmptyState>
    </>
  );
}
