import { wakeDueDeals } from "#lib/deals/wake-due-deals.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { sweepOverdueActions } from "#lib/notifications/sweep-overdue-actions.ts";
import { refreshDueRisk } from "#lib/risk/store/refresh-risk.ts";

export type ClockRun = { refreshed: number; woken: number; overdue: number; remaining: boolean };

/**
 * What happens to deals because time passes: bands that change, snoozes that end, and actions that
 * were due. In this order: whoever is told of a woken deal or of its action hears its present band.
 */
export async function runByClock(run: JobRun): Promise<ClockRun> {
  const risk = await refreshDueRisk(run);
  const snoozes = await wakeDueDeals(run);
  const actions = await sweepOverdueActions(run);
  return {
    refreshed: risk.refreshed,
    woken: snoozes.woken,
    overdue: actions.overdue,
    remaining: risk.remaining || snoozes.remaining || actions.remaining,
  };
}
