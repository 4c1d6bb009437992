import { StatusMark } from "#components/integrations/status-mark.tsx";
import type { TestAddress } from "#components/slack/address-field.tsx";
import { ChannelButton, DeleteChannel, EditChannel } from "#components/slack/channel-controls.tsx";
import { channelState } from "#components/slack/channel-words.ts";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { FormAction } from "#lib/http/form-state.ts";
import { EVENT_LABELS, SLACK_EVENTS } from "#lib/slack/event-labels.ts";
import type { SlackChannelDto } from "#lib/slack/schema.ts";

export type ChannelActions = {
  edit: FormAction;
  switchOnOff: FormAction;
  test: FormAction;
  retry: FormAction;
  remove: FormAction;
};

/** One channel: how it stands, what it hears, and what can be done about it. */
export function ChannelCard({
  channel,
  clock,
  actions,
  testAddress,
}: {
  channel: SlackChannelDto;
  clock: ViewClock;
  actions: ChannelActions;
  testAddress: TestAddress;
}) {
  const { channelName, url, isActive, disabledReason, lastPostAt, addedBy } = channel;
  return (
    <li className="grid gap-2 border-b border-line py-4">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="min-w-0 grow text-body font-semibold break-words text-ink-strong">
          {channelName}
        </h2>
        <StatusMark {...channelState(channel)} />
      </div>
      <p className="text-table">{eventsText(channel.events)}</p>
      <p className="text-table text-ink-muted">
        {url} · added by {addedBy.name} ·{" "}
        {lastPostAt ? (
          <>
            last post <RelativeTime at={lastPostAt} clock={clock} />
          </>
        ) : (
          "nothing posted yet"
        )}
      </p>
      {disabledReason ? (
        <p className="max-w-prose text-table text-danger">
          {disabledReason} Give it a new address, or switch it on once that is put right.
        </p>
      ) : null}
      <Backlog channel={channel} />
      <div className="flex flex-wrap gap-2 pt-1">
        <ChannelButton
          action={actions.test}
          label={`Send a test to ${channelName}`}
          pendingLabel="Sending…"
        >
          Send a test
        </ChannelButton>
        <ChannelButton
          action={actions.switchOnOff}
          label={`${isActive ? "Pause" : "Switch on"} ${channelName}`}
          pendingLabel={isActive ? "Pausing…" : "Switching on…"}
          fields={{ isActive: String(!isActive) }}
        >
          {isActive ? "Pause" : "Switch on"}
        </ChannelButton>
        {channel.dead > 0 && isActive ? (
          <ChannelButton
            action={actions.retry}
            label={`Send again what ${channelName} did not get`}
            pendingLabel="Sending…"
          >
            Send again
          </ChannelButton>
        ) : null}
        <EditChannel channel={channel} action={actions.edit} test={testAddress} />
        <DeleteChannel name={channelName} action={actions.remove} />
      </div>
    </li>
  );
}

/** What has not arrived, and why; nothing is said where all of it has. */
function Backlog({ channel }: { channel: SlackChannelDto }) {
  const { waiting, dead, lastError, disabledReason } = channel;
  if (waiting === 0 && dead === 0) return null;
  const parts = [
    ...(waiting > 0 ? [`${waiting.toLocaleString("en")} waiting`] : []),
    ...(dead > 0 ? [`${dead.toLocaleString("en")} given up`] : []),
  ];
  return (
    <p className="max-w-prose text-table">
      {parts.join(", ")}
      {lastError && lastError !== disabledReason ? `: ${lastError}` : "."}
    </p>
  );
}

function eventsText(events: SlackChannelDto["events"]): string {
  const heard = SLACK_EVENTS.filter((event) => events.includes(event));
  if (heard.length === SLACK_EVENTS.length) return "Everything";
  return heard.map((event) => EVENT_LABELS[event]).join(", ");
}
