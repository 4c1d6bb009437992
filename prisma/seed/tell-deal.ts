import { OPEN_STAGES, type OpenStage } from "#lib/deals/stages.ts";
import type { Member } from "./people.ts";
import type { Range, Scenario } from "./scenarios.ts";
import { type Brief, createStory, type Story, type StoryRows, type World } from "./story.ts";
import {
  CALLED,
  COMPETITORS,
  FOLLOWED_UP,
  LOST_BECAUSE,
  MEETING_TITLES,
  MET,
  NEXT_STEPS,
  PROPOSED,
  RECEIVED,
  SENT,
  SNOOZED_BECAUSE,
} from "./words.ts";

export type Ending = { outcome: "open" } | { outcome: "won" | "lost"; ago: number };

/** Days that deals usually spend in a stage, and how much they differ (deviation of the logarithm). */
const USUAL_DAYS: Record<OpenStage, number> = { discovery: 16, proposal: 13, negotiation: 10 };
const USUAL_SPREAD = 0.4;
/** Days between two exchanges with a customer who answers. */
const USUAL_PAUSE = 3.8;
/** Negotiated prices are round: hundreds, in minor units. */
const ROUND_MINOR = 10_000n;
/** A story needs room for its first exchange. */
const SHORTEST_DAYS = 2;

/** A deal that ends as the scenario says, now or at its close, after the life that leads there. */
export function tellDeal(
  world: World,
  brief: Brief,
  scenario: Scenario,
  ending: Ending,
  assignee: Member | null,
): StoryRows {
  const { random, time } = world;
  const within = ([low, high]: Range) => random.between(low, high);
  const times = ([low, high]: Range) => random.int(low, high);

  const end = ending.outcome === "open" ? 0 : ending.ago;
  // Deals are won where the contract is; they are lost anywhere.
  const stage = ending.outcome === "won" ? "negotiation" : random.pick(scenario.stages);
  const stay = ending.outcome === "won" ? random.around(1, USUAL_SPREAD) : within(scenario.stay);
  let start = end + Math.max(SHORTEST_DAYS, stay * USUAL_DAYS[stage]);
  const entries = [{ stage, ago: start }];
  for (const earlier of OPEN_STAGES.slice(0, OPEN_STAGES.indexOf(stage)).reverse()) {
    start += random.around(USUAL_DAYS[earlier], USUAL_SPREAD);
    entries.push({ stage: earlier, ago: start });
  }
  const spoke = Math.min(end + within(scenario.silence), start - 1);

  const pushed = Array.from({ length: times(scenario.pushes) }, () => random.int(9, 21));
  const closeIn = within(scenario.closeIn) - end;
  const planned = closeIn - pushed.reduce((sum, days) => sum + days, 0);
  const story = createStory(world, brief, {
    name: brief.name,
    company: brief.company.name,
    companyDomain: brief.company.domain,
    contactName: brief.contact.name,
    contactEmail: brief.contact.email,
    location: brief.company.city,
    stage: "discovery",
    value: brief.value,
    currency: brief.currency,
    expectedCloseOn: time.day(planned),
    nextStep: random.pick(NEXT_STEPS.discovery),
    nextStepDueOn: time.day(random.int(4, 8) - start),
    assignedToId: null,
  });

  story.create(start);
  for (const { stage: entered, ago } of entries.slice(0, -1)) {
    enterStage(story, world, brief, entered, ago);
  }
  if (assignee) story.change(start - 0.3, () => ({ assignedToId: assignee.id }));
  converse(story, world, start, spoke);

  let closeOn = planned;
  pushed.forEach((days, index) => {
    const due = closeOn + days;
    closeOn = due;
    const share = (index + 1) / (pushed.length + 1);
    story.change(start - share * (start - end), () => ({ expectedCloseOn: time.day(due) }));
  });
  for (let mention = times(scenario.mentions); mention > 0; mention -= 1) {
    story.touch(Math.min(end + random.between(3, 20), start - 0.5), "competitor_mentioned", {
      note: `They also talk to ${random.pick(COMPETITORS)}`,
    });
  }
  leaveNextStep(story, world, { scenario, stage, spoke, end, isOpen: ending.outcome === "open" });
  followUp(story, world, spoke, end, times(scenario.unanswered));

  if (ending.outcome === "won") {
    story.touch(end + 0.2, "email_received", { note: "Signed contract attached" });
    story.change(end, () => ({ stage: "closed_won" }));
  } else if (ending.outcome === "lost") {
    story.touch(end, "note", { note: random.pick(LOST_BECAUSE) });
    story.change(end, () => ({ stage: "closed_lost" }));
  }
  const isSnoozed = ending.outcome === "open" && scenario.isSnoozed;
  return story.rows(
    isSnoozed
      ? { until: new Date(time.moment(-random.int(5, 14))), reason: random.pick(SNOOZED_BECAUSE) }
      : null,
  );
}

function enterStage(story: Story, world: World, brief: Brief, stage: OpenStage, ago: number): void {
  const { random, time } = world;
  story.change(ago, () => ({
    stage,
    nextStep: random.pick(NEXT_STEPS[stage]),
    nextStepDueOn: time.day(random.int(4, 8) - ago),
  }));
  if (stage === "proposal") {
    story.touch(ago - 0.05, "proposal_sent", { note: random.pick(PROPOSED) });
  } else if (random.chance(0.35)) {
    const kept = BigInt(random.int(85, 95));
    const value = ((brief.value * kept) / 100n / ROUND_MINOR) * ROUND_MINOR;
    story.change(ago - 0.1, () => ({ value }));
  }
}

/** An exchange every few days, the last of them when the customer last spoke. */
function converse(story: Story, world: World, start: number, spoke: number): void {
  const { random, time } = world;
  let ago = start - random.between(0.2, 0.8);
  for (; ago > spoke + 0.5; ago -= random.around(USUAL_PAUSE, 0.35)) {
    const kind = random.between(0, 1);
    if (kind < 0.15) story.touch(ago, "email_sent", { note: random.pick(SENT) });
    else if (kind < 0.35) story.touch(ago, "call", { note: random.pick(CALLED) });
    else if (kind < 0.5) {
      const notice = Math.min(random.between(2, 6), (start - ago) * 0.9);
      story.meet(ago, notice, MEETING_TITLES.discovery, random.pick(MET));
    } else {
      const note = random.pick(RECEIVED);
      story.touch(ago, "email_sent", { note: random.pick(SENT) });
      story.touch(Math.max(ago - random.between(0.2, 1.4), spoke), "email_received", { note });
    }
    if (random.chance(0.4)) {
      const dueOn = time.day(random.int(6, 12) - ago);
      story.change(ago - 0.1, () => ({
        nextStep: random.pick(nextStepsIn(story)),
        nextStepDueOn: dueOn,
      }));
    }
  }
  if (random.chance(0.6)) story.touch(spoke, "email_received", { note: random.pick(RECEIVED) });
  else story.touch(spoke, "call", { note: random.pick(CALLED) });
}

function nextStepsIn(story: Story): readonly string[] {
  const { stage } = story.facts();
  return stage === "closed_won" || stage === "closed_lost"
    ? NEXT_STEPS.negotiation
    : NEXT_STEPS[stage];
}

function leaveNextStep(
  story: Story,
  { random, time }: World,
  end: { scenario: Scenario; stage: OpenStage; spoke: number; end: number; isOpen: boolean },
): void {
  const { scenario, stage, spoke, isOpen } = end;
  const text = random.pick(NEXT_STEPS[stage]);
  const last = spoke - 0.02;
  switch (scenario.nextStep) {
    case "meeting":
      if (isOpen) {
        const ahead = random.between(1, 9);
        story.meet(-ahead, ahead + spoke, MEETING_TITLES[stage], "");
        story.change(last, () => ({ nextStep: null, nextStepDueOn: null }));
        return;
      }
      break;
    case "missing":
      story.change(last, () => ({ nextStep: null, nextStepDueOn: null }));
      return;
    case "undated":
      story.change(last, () => ({ nextStep: text, nextStepDueOn: null }));
      return;
    case "overdue": {
      const dueOn = time.day(-end.end - random.between(3, 8));
      story.change(last, () => ({ nextStep: text, nextStepDueOn: dueOn }));
      return;
    }
  }
  const dueOn = time.day(random.int(2, 9) - end.end);
  story.change(last, () => ({ nextStep: text, nextStepDueOn: dueOn }));
}

/** Messages that stay without an answer, spread over the silence. */
function followUp(
  story: Story,
  { random }: World,
  spoke: number,
  end: number,
  count: number,
): void {
  for (let message = 1; message <= count; message += 1) {
    const ago = spoke - (message / (count + 0.6)) * (spoke - end);
    const note = random.pick(FOLLOWED_UP);
    if (random.chance(0.3)) story.touch(ago, "call", { note }, "outbound");
    else story.touch(ago, "email_sent", { note });
  }
}
