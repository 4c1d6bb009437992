import { buttonClass } from "#components/ui/button.tsx";
import { controlClass } from "#components/ui/control.ts";

/** A plain form: the browser goes to Google's page of consent and comes back. */
export function ConnectWithGoogle({
  isAvailable,
  teams,
}: {
  /** False where this installation has no OAuth client. */
  isAvailable: boolean;
  teams: readonly { id: string; name: string }[];
}) {
  if (!isAvailable) {
    return (
      <p className="max-w-prose text-table text-ink-muted">
        Connecting with Google is not set up on this installation (GOOGLE_CLIENT_ID and
        GOOGLE_CLIENT_SECRET). Public calendars can be read with an API key.
      </p>
    );
  }
  return (
    <form
      action="/api/integrations/google-calendar/oauth/start"
      method="get"
      className="grid max-w-md gap-3 border-b border-line pb-5"
    >
      <label className="grid gap-1 text-label font-medium text-ink-strong">
        Calendar
        <input
          name="calendarId"
          defaultValue="primary"
          className={controlClass("h-9 font-normal touch:h-11")}
        />
      </label>
      <label className="grid gap-1 text-label font-medium text-ink-strong">
        Meetings belong to
        <select name="teamId" className={controlClass("h-9 font-normal touch:h-11")}>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="flex items-start gap-2 text-body">
        <input type="checkbox" name="writeBack" value="1" className="mt-1 size-4" />
        Write meetings planned here into the calendar
      </label>
      <button type="submit" className={buttonClass("primary", "md", "justify-self-start")}>
        Connect with Google
      </button>
    </form>
  );
}
