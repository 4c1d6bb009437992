import type { Metadata } from "next";
import { RiskHistogram } from "#components/charts/risk-histogram.tsx";
import { StageBars } from "#components/charts/stage-bars.tsx";
import { Changes } from "#components/dashboard/changes.tsx";
import { Figures } from "#components/dashboard/figures.tsx";
import { TodayLayout } from "#components/dashboard/today-layout.tsx";
import { UpcomingMeetings } from "#components/dashboard/upcoming-meetings.tsx";
import { Worklist } from "#components/dashboard/worklist.tsx";
import { AddDeals } from "#components/deals/add-deals.tsx";
import { FirstRun } from "#components/deals/first-run.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { getToday } from "#lib/analytics/get-today.ts";
import { requireUser } from "#lib/auth/require-user.ts";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const ctx = await requireUser();
  const workspace = await currentWorkspace(ctx);
  const today = await getToday(ctx, workspace);
  const clock = { now: ctx.now.toISOString(), timeZone: workspace.timezone };
  const { worklist, figures, pipeline, changes, meetings, bands } = today;
  if (today.isEmpty) {
    return (
      <>
        <PageHeader title="Today" />
        <FirstRun canCreate={today.canCreate} />
      </>
    );
  }
  const actions = today.canCreate ? <AddDeals /> : null;
  return (
    <>
      <PageHeader
        title="Today"
        note={attentionNote(worklist.length, today.needAttention)}
        actions={actions}
      />
      <TodayLayout
        figures={<Figures figures={figures} currency={workspace.currency} />}
        worklist={
          <Section id="attention" title="What needs attention">
            {worklist.length > 0 ? (
              <Worklist items={worklist} clock={clock} />
            ) : (
              <EmptyState title="Nothing is at risk right now">
                Every open deal is Low. The list fills when a deal goes quiet, stalls or slips.
              </EmptyState>
            )}
          </Section>
        }
        aside={
          <>
            <Section id="pipeline" title="Pipeline by stage">
              <StageBars stages={pipeline.stages} currency={workspace.currency} />
            </Section>
            <Section id="spread" title="Risk of the open deals">
              <RiskHistogram bins={pipeline.scoreBins} edges={bands} />
            </Section>
            <Section id="changes" title="Since yesterday">
              {changes.length > 0 ? (
                <Changes items={changes} clock={clock} />
              ) : (
                <p className="pt-3 text-body text-ink-muted">
                  No deal moved, was added or changed its band.
                </p>
              )}
            </Section>
            <Section id="meetings" title="Next meetings">
              <UpcomingMeetings meetings={meetings} clock={clock} />
            </Section>
          </>
        }
      />
    </>
  );
}

function attentionNote(shown: number, all: number): string {
  if (all === 0) return "no deal needs attention";
  const deals = `${all.toLocaleString("en")} ${all === 1 ? "deal needs" : "deals need"} attention`;
  return shown < all ? `${deals}, the ${shown} most pressing first` : deals;
}
