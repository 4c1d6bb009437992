import { ToggleChip } from "#components/ui/toggle-chip.tsx";
import { EVENT_LABELS, SLACK_EVENTS, type SlackEvent } from "#lib/slack/event-labels.ts";
import { eventField } from "#lib/slack/form-fields.ts";

/** What a channel listens to: one chip for each event. */
export function EventChoice({
  id,
  chosen,
  error,
}: {
  id: string;
  chosen: readonly SlackEvent[];
  error?: string | undefined;
}) {
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="min-w-0">
      <legend className="pb-1.5 text-label font-medium text-ink-strong">What is told there</legend>
      <div className="flex flex-wrap gap-1.5">
        {SLACK_EVENTS.map((event) => (
          <ToggleChip key={event} name={eventField(event)} defaultChecked={chosen.includes(event)}>
            {EVENT_LABELS[event]}
          </ToggleChip>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className="pt-1 text-label text-danger">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
