import { systemOrigin } from "#lib/events/origin.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { type LoggedMeeting, noteInLog } from "#lib/meetings/note-in-log.ts";
import { transaction } from "#lib/platform/db.ts";

const BATCH = 100;

/**
 * Meetings that have ended become touchpoints of their deals, which lowers the risk. Several runs at once
 * share the work; one that dies loses nothing.
 */
export async function recordHeldMeetings(
  { now, deadline }: JobRun,
  clock: () => number = Date.now,
): Promise<{ held: number }> {
  let held = 0;
  while (clock() < deadline) {
    const count = await transaction(async (tx) => {
      const ended = await tx.$queryRaw<(LoggedMeeting & { source: string })[]>`
        SELECT id, "workspaceId", "dealId", title, "startsAt", "endsAt", source FROM "Meeting"
        WHERE "heldAt" IS NULL AND "dealId" IS NOT NULL AND status = 'confirmed'
          AND "endsAt" <= ${now} AND NOT "isDemo"
        ORDER BY "endsAt", id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
      const origin = systemOrigin(now);
      for (const source of ["google_calendar", "manual"] as const) {
        const of = ended.filter((meeting) => meeting.source === source);
        await noteInLog(
          tx,
          origin,
          source,
          of.map((meeting) => ({ kind: "held", meeting })),
        );
      }
      const ids = ended.map(({ id }) => id);
      await tx.meeting.updateMany({ where: { id: { in: ids } }, data: { heldAt: now } });
      return ended.length;
    });
    held += count;
    if (count < BATCH) break;
  }
  return { held };
}
