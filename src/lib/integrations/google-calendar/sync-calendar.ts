import { randomUUID } from "node:crypto";
import { systemOrigin } from "#lib/events/origin.ts";
import { loadCredentials } from "#lib/integrations/credentials.ts";
import { googleCredentials } from "#lib/integrations/google-calendar/credentials.ts";
import { readEvents } from "#lib/integrations/google-calendar/read-events.ts";
import { storeMeetings } from "#lib/integrations/google-calendar/store-meetings.ts";
import { advanceCursor, type Claim, claimIntegration } from "#lib/integrations/integration-row.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import { type RunTally, reportRun } from "#lib/integrations/report-run.ts";
import type { SyncRun } from "#lib/integrations/run-sync.ts";
import { PROVIDER_LABELS, type SyncResult } from "#lib/integrations/schema.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";

const DAY_MS = 86_400_000;
/** What is going on now, and what lies ahead. */
const BACK_MS = DAY_MS;
const AHEAD_MS = 30 * DAY_MS;

/**
 * Takes over the events of the next thirty days of one calendar. All of them are listed first and stored
 * in one transaction: half a list would look like cancellations.
 *
 * @returns null when there is no such integration, or another run has it in hand.
 */
export async function syncCalendar(userId: string, run: SyncRun): Promise<SyncResult | null> {
  const claim = await claimIntegration("google_calendar", userId, randomUUID());
  if (!claim) return null;
  const tally: RunTally = {
    seen: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    errors: [],
    conflicts: [],
    isFirst: claim.cursor === null,
    remaining: false,
    failure: null,
  };
  try {
    if (!(await takeOver(claim, run, tally))) return null;
  } catch (error) {
    if (!(error instanceof ProviderError)) log().error({ err: error }, "calendar sync broke off");
    tally.failure =
      error instanceof ProviderError
        ? error
        : new ProviderError("unavailable", "The sync broke off for a reason of ours.", {
            cause: error,
          });
  }
  return reportRun(claim, tally, run.now);
}

/** False when the run has lost its integration. */
async function takeOver(claim: Claim, run: SyncRun, tally: RunTally): Promise<boolean> {
  const { userId, teamId } = claim;
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { timezone: true, memberships: { where: { teamId: teamId ?? "" } } },
  });
  if (teamId !== null && user.memberships.length === 0) {
    throw new ProviderError("auth", "Whoever connected this calendar has left its team.");
  }
  const parsed = googleCredentials.safeParse(
    await loadCredentials(db(), "google_calendar", userId),
  );
  if (!parsed.success) {
    throw new ProviderError("auth", "The stored credentials are not complete. Connect anew.");
  }
  const credentials = parsed.data;
  const now = run.now.getTime();
  const window = { from: new Date(now - BACK_MS), until: new Date(now + AHEAD_MS) };
  const session = { credentials, pace: run.pace, deadline: run.deadline, keep: async () => {} };
  const events = await readEvents(session, window, user.timezone);
  const origin = systemOrigin(run.now, PROVIDER_LABELS.google_calendar);
  const { calendarId } = credentials;
  const target = { workspaceId: teamId ?? userId, userId, teamId, calendarId };
  const stored = await transaction(async (tx) => {
    const cursor = { listedAt: run.now.toISOString() };
    if (!(await advanceCursor(tx, claim, cursor, events.meetings.length))) return null;
    return storeMeetings(tx, origin, target, window, events);
  });
  if (!stored) return false;
  Object.assign(tally, stored);
  tally.skipped = events.problems.length;
  tally.errors = events.problems;
  tally.seen = stored.created + stored.updated + stored.unchanged + tally.skipped;
  return true;
}
