import { ToggleChip } from "#components/ui/toggle-chip.tsx";
import { eventField, WEBHOOK_EVENTS, type WebhookEventName } from "#lib/webhooks/form-fields.ts";

/** What an endpoint listens to: one chip for each event, by the name that it is sent under. */
export function EventChoice({
  id,
  chosen,
  error,
}: {
  id: string;
  chosen: readonly WebhookEventName[];
  error?: string | undefined;
}) {
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="min-w-0">
      <legend className="pb-1.5 text-label font-medium text-ink-strong">Events</legend>
      <div className="flex flex-wrap gap-1.5">
        {WEBHOOK_EVENTS.map((event) => (
          <ToggleChip key={event} name={eventField(event)} defaultChecked={chosen.includes(event)}>
            <span className="font-mono">{event}</span>
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
