import { addDays } from "date-fns/addDays";
import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { addComment, deleteComment, editComment } from "#app/actions/comments.ts";
import {
  assignDeal,
  deleteDeal,
  logTouchpoint,
  moveStage,
  setNextStep,
} from "#app/actions/deals.ts";
import { confirmMeeting, planMeeting, unlinkMeeting } from "#app/actions/meetings.ts";
import { snoozeDeal, wakeDeal } from "#app/actions/snooze.ts";
import { RiskWaterfall } from "#components/charts/risk-waterfall.tsx";
import { ScoreHistory } from "#components/charts/score-history.tsx";
import { Comments } from "#components/comments/comments.tsx";
import { AssigneeForm } from "#components/deals/assignee-form.tsx";
import { assigneeOptions } from "#components/deals/assignee-options.ts";
import { AuditTrail } from "#components/deals/audit-trail.tsx";
import { DealFacts } from "#components/deals/deal-facts.tsx";
import { DealHead } from "#components/deals/deal-head.tsx";
import { DealLayout } from "#components/deals/deal-layout.tsx";
import { DeleteDeal } from "#components/deals/delete-deal.tsx";
import { eventWords } from "#components/deals/event-words.ts";
import { LossBasis } from "#components/deals/loss-basis.tsx";
import { NextStepForm } from "#components/deals/next-step-form.tsx";
import { ReplaySlider } from "#components/deals/replay-slider.tsx";
import { RiskAnswer } from "#components/deals/risk-answer.tsx";
import { SnoozeDeal } from "#components/deals/snooze-deal.tsx";
import { SnoozedLine } from "#components/deals/snoozed-line.tsx";
import { StageStepper } from "#components/deals/stage-stepper.tsx";
import { Timeline } from "#components/deals/timeline.tsx";
import { TouchpointForm } from "#components/deals/touchpoint-form.tsx";
import { WayBackChecklist } from "#components/deals/way-back-checklist.tsx";
import { WhyItMoved } from "#components/deals/why-it-moved.tsx";
import { DealMeetings } from "#components/meetings/deal-meetings.tsx";
import { PlanMeeting } from "#components/meetings/plan-meeting.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { getDealPage } from "#lib/analytics/get-deal-page.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { snoozeDays, snoozedUntilDay } from "#lib/deals/snooze-days.ts";
import { isOpenStage } from "#lib/deals/stages.ts";
import { readMoment } from "#lib/http/moment-param.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { toLocal } from "#lib/platform/local-time.ts";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Partial<Record<"events" | "comments" | "trail" | "at", string | string[]>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const deal = await orNotFound(getDeal(await requireUser(), id));
  return { title: deal.name };
}

export default async function DealPage({ params, searchParams }: Props) {
  const ctx = await requireUser();
  const { id } = await params;
  const { events: cursor, comments: commentsCursor, trail: trailCursor, at } = await searchParams;
  const page = await orNotFound(
    getDealPage(ctx, id, {
      eventsCursor: typeof cursor === "string" ? cursor : undefined,
      commentsCursor: typeof commentsCursor === "string" ? commentsCursor : undefined,
      trailCursor: typeof trailCursor === "string" ? trailCursor : undefined,
      at: typeof at === "string" ? readMoment(at) : undefined,
    }),
  );
  const { deal, risk, events, moreEvents, history, bands, workspace, can } = page;
  const { past, move, material, tried, calibration, comments } = page;
  const now = ctx.now.getTime();
  const first = history[0];
  const clock = { now: ctx.now.toISOString(), timeZone: workspace.timezone };
  const isOpen = isOpenStage(deal.stage);
  const snoozedUntil = snoozedUntilDay(deal, ctx.now, workspace.timezone);
  const path = `/deals/${deal.id}`;
  return (
    <>
      <DealHead
        deal={deal}
        stepper={
          <StageStepper
            action={moveStage.bind(null, deal.id)}
            version={deal.version}
            stage={deal.stage}
            readOnly={!can.edit}
          />
        }
        actions={
          <>
            {isOpen && can.edit ? (
              <SnoozeDeal
                key={deal.snoozedUntil}
                action={snoozeDeal.bind(null, deal.id)}
                days={snoozeDays(ctx.now, workspace.timezone)}
                until={snoozedUntil}
                reason={deal.snoozeReason}
              />
            ) : null}
            {can.edit ? (
              <ButtonLink href={`${path}/edit`}>
                <Pencil aria-hidden strokeWidth={1.5} />
                Edit
              </ButtonLink>
            ) : null}
            {can.delete ? (
              <DeleteDeal
                action={deleteDeal.bind(null, deal.id)}
                name={deal.name}
                version={deal.version}
              />
            ) : null}
          </>
        }
      />
      {snoozedUntil ? (
        <SnoozedLine
          until={snoozedUntil}
          reason={deal.snoozeReason}
          wake={can.edit ? wakeDeal.bind(null, deal.id) : null}
          clock={clock}
        />
      ) : null}
      <DealLayout
        proof={
          <>
            {isOpen ? (
              <>
                <Section id="risk" title="Risk">
                  <RiskAnswer risk={risk} dealId={deal.id} canAct={can.log} clock={clock} />
                  {risk.lossProbability && calibration ? (
                    <LossBasis
                      calibration={calibration}
                      lossProbability={risk.lossProbability}
                      clock={clock}
                    />
                  ) : null}
                </Section>
                <Section id="factors" title="What the score is made of">
                  <RiskWaterfall
                    factors={risk.factors}
                    score={risk.score}
                    band={risk.band}
                    edges={bands}
                  />
                </Section>
              </>
            ) : null}
            {first ? (
              <Section id="history" title="How the score moved">
                <ScoreHistory
                  points={history}
                  ticks={events.map((event) => ({
                    id: event.id,
                    at: event.occurredAt,
                    label: eventWords(event, clock),
                  }))}
                  edges={bands}
                  clock={clock}
                  slider={
                    <ReplaySlider
                      key={past?.at ?? now}
                      dealId={deal.id}
                      from={Date.parse(first.at)}
                      now={now}
                      initial={
                        past ?? {
                          at: now,
                          score: risk.score,
                          band: risk.band,
                          reasons: risk.reasons,
                        }
                      }
                      material={material}
                      timeZone={workspace.timezone}
                    />
                  }
                />
              </Section>
            ) : null}
            {move ? (
              <Section id="moved" title="Why it moved">
                <WhyItMoved move={move} clock={clock} />
              </Section>
            ) : null}
          </>
        }
        aside={
          <>
            {can.log ? (
              <Section id="log" title="Log a touchpoint">
                <div className="pt-3">
                  <TouchpointForm
                    action={logTouchpoint.bind(null, deal.id)}
                    latest={toLocal(ctx.now, workspace.timezone)}
                  />
                </div>
              </Section>
            ) : null}
            {isOpen && can.edit ? (
              <Section id="next" title="Next step">
                <div className="pt-3">
                  <NextStepForm
                    key={deal.version}
                    action={setNextStep.bind(null, deal.id)}
                    version={deal.version}
                    nextStep={deal.nextStep}
                    nextStepDueOn={deal.nextStepDueOn}
                  />
                </div>
              </Section>
            ) : null}
            {tried ? (
              <Section id="way-back" title="The way back">
                <WayBackChecklist
                  key={now}
                  wayBack={risk.wayBack}
                  tried={tried}
                  score={risk.score}
                  material={material}
                  at={now}
                />
              </Section>
            ) : null}
            <Section
              id="meetings"
              title="Meetings"
              action={
                can.log ? (
                  <PlanMeeting
                    action={planMeeting.bind(null, deal.id)}
                    timeZone={workspace.timezone}
                    start={toLocal(addDays(ctx.now, 1), workspace.timezone)}
                    guest={deal.contactEmail}
                  />
                ) : null
              }
            >
              <DealMeetings
                dealId={deal.id}
                meetings={page.meetings}
                clock={clock}
                canLink={can.log}
                confirm={(id) => confirmMeeting.bind(null, `${id}/${deal.id}`)}
                unlink={(id) => unlinkMeeting.bind(null, id)}
              />
            </Section>
            <Section id="facts" title="Facts">
              <DealFacts
                deal={deal}
                contact={{ name: deal.contactName, email: deal.contactEmail }}
                clock={clock}
              />
              {can.assign ? (
                <div className="pt-4">
                  <AssigneeForm
                    key={deal.version}
                    action={assignDeal.bind(null, deal.id)}
                    version={deal.version}
                    assignees={assigneeOptions(page.colleagues, deal.assignee?.id)}
                    assigneeId={deal.assignee?.id ?? null}
                  />
                </div>
              ) : null}
            </Section>
          </>
        }
        comments={
          <Section id="comments" title="Comments">
            <Comments
              comments={comments.comments}
              firstHref={commentsCursor ? `${path}#comments` : null}
              nextHref={
                comments.nextCursor
                  ? `${path}?comments=${encodeURIComponent(comments.nextCursor)}#comments`
                  : null
              }
              people={page.readers}
              me={ctx.user.id}
              clock={clock}
              can={can}
              actions={{
                add: addComment.bind(null, deal.id),
                edit: editComment.bind(null, deal.id),
                remove: deleteComment.bind(null, deal.id),
              }}
            />
          </Section>
        }
        timeline={
          <Section id="timeline" title="Timeline">
            <Timeline events={events} clock={clock} />
            <Pagination
              label="Pages of the timeline"
              firstHref={cursor ? `${path}#timeline` : null}
              nextHref={
                moreEvents ? `${path}?events=${encodeURIComponent(moreEvents)}#timeline` : null
              }
            />
          </Section>
        }
        trail={
          <Section id="trail" title="Audit trail">
            <AuditTrail
              {...page.trail}
              currency={deal.currency}
              clock={clock}
              isOpen={trailCursor !== undefined}
              path={path}
            />
          </Section>
        }
      />
    </>
  );
}
