import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { connectCalendar } from "#lib/integrations/google-calendar/connect.ts";
import { syncCalendar } from "#lib/integrations/google-calendar/sync-calendar.ts";
import type { Pace } from "#lib/integrations/provider-http.ts";
import { createMeeting } from "#lib/meetings/create-meeting.ts";
import { linkMeeting } from "#lib/meetings/link-meeting.ts";
import { listMeetings } from "#lib/meetings/list-meetings.ts";
import { recordHeldMeetings } from "#lib/meetings/record-held-meetings.ts";
import { createMeetingSchema } from "#lib/meetings/schema.ts";
import { db } from "#lib/platform/db.ts";
import { at, contextOf, createTeam, createUser } from "#test/factories.ts";
import {
  type GoogleRow,
  type GoogleStandIn,
  googleProblem,
  startGoogle,
} from "#test/standins/google/server.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let clock = NOW.getTime();
const pace: Pace = {
  clock: () => clock,
  sleep: async (ms) => {
    clock += ms;
  },
  random: () => 0.5,
};
let google: GoogleStandIn;
let ctx: Context;
let teamId: string;

beforeAll(async () => {
  google = await startGoogle();
  process.env.GOOGLE_CALENDAR_BASE_URL = google.url;
  process.env.GOOGLE_OAUTH_BASE_URL = google.url;
  process.env.GOOGLE_CLIENT_ID = google.client.id;
  process.env.GOOGLE_CLIENT_SECRET = google.client.secret;
});
afterAll(() => google.stop());

beforeEach(async () => {
  clock = NOW.getTime();
  google.faults = [];
  google.pageSize = 250;
  google.refreshTokens = new Set(["good-refresh"]);
  google.calendars = new Map([
    ["primary", { isPublic: false, timeZone: "Europe/Warsaw", events: new Map() }],
    ["public@group", { isPublic: true, timeZone: "UTC", events: new Map() }],
  ]);
  const team = await createTeam({ name: "Calendar" });
  teamId = team.id;
  const user = await createUser({ timezone: "Europe/Warsaw" });
  ctx = await contextOf(user, { now: NOW, team, role: "owner" });
});

const connect = (input: object = { refreshToken: "good-refresh" }, settings = {}) =>
  connectCalendar(ctx, input, { teamId, writeBack: true, ...settings }, pace);
const sync = () =>
  syncCalendar(ctx.user.id, {
    now: new Date(clock),
    deadline: Number.POSITIVE_INFINITY,
    pace,
  });
const put = (event: GoogleRow) =>
  google.calendars.get("primary")?.events.set(event.id, { status: "confirmed", ...event });
const timed = (start: number, hours = 1) => ({
  start: { dateTime: new Date(start).toISOString() },
  end: { dateTime: new Date(start + hours * HOUR).toISOString() },
});
const makeDeal = (fields: object) =>
  createDeal(ctx, createDealSchema.parse({ name: "Acme renewal", teamId, ...fields }));
const meetings = () =>
  db().meeting.findMany({ where: { workspaceId: teamId }, orderBy: { startsAt: "asc" } });
const logOf = async (dealId: string) =>
  (
    await db().dealEvent.findMany({
      where: { dealId, source: "google_calendar" },
      orderBy: [{ recordedAt: "asc" }, { occurredAt: "asc" }],
    })
  ).map(({ type }) => type);

describe("a calendar", () => {
  it("becomes meetings: timed, all-day, recurring and untitled ones, over several pages", async () => {
    await connect();
    google.pageSize = 2;
    put({ id: "timed", summary: "Review", ...timed(NOW.getTime() + DAY) });
    put({
      id: "allday",
      summary: "Offsite",
      start: { date: "2026-03-05" },
      end: { date: "2026-03-06" },
    });
    put({ id: "rec_20260307", recurringEventId: "rec", ...timed(NOW.getTime() + 5 * DAY) });
    put({ id: "gone", status: "cancelled" });
    put({ id: "far", summary: "Later", ...timed(NOW.getTime() + 60 * DAY) });
    expect(await sync()).toMatchObject({ success: true, seen: 3, created: 3, skipped: 0 });
    expect(await meetings()).toMatchObject([
      { externalId: "timed", isAllDay: false },
      // Midnight in Warsaw.
      { externalId: "allday", isAllDay: true, startsAt: new Date("2026-03-04T23:00:00Z") },
      { externalId: "rec_20260307", title: "Untitled meeting" },
    ]);
    expect(await sync()).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  });

  it("links a meeting to its deal with the reason, and the deal's log and risk know of it", async () => {
    await connect();
    const deal = await makeDeal({ company: "Acme Corp" });
    put({ id: "m", summary: "Acme Corp kick-off", ...timed(NOW.getTime() + DAY) });
    await sync();
    expect(await meetings()).toMatchObject([
      { dealId: deal.id, link: "automatic", linkReason: 'title contains "Acme Corp"' },
    ]);
    expect(await logOf(deal.id)).toEqual(["meeting_scheduled"]);
  });

  it("follows a meeting that is moved, cancelled or taken out", async () => {
    await connect();
    const deal = await makeDeal({});
    put({ id: "m", summary: "Acme renewal", ...timed(NOW.getTime() + DAY) });
    await sync();
    put({ id: "m", summary: "Acme renewal", ...timed(NOW.getTime() + 2 * DAY) });
    await sync();
    const [moved] = await meetings();
    expect(moved?.startsAt).toEqual(new Date(NOW.getTime() + 2 * DAY));
    google.calendars.get("primary")?.events.delete("m");
    clock += HOUR;
    expect(await sync()).toMatchObject({ updated: 1 });
    expect(await meetings()).toMatchObject([{ status: "cancelled", dealId: deal.id }]);
    expect(await logOf(deal.id)).toEqual(["meeting_scheduled", "meeting_scheduled", "other"]);
  });

  it("tells of a meeting as held once it is over, once, whoever looks", async () => {
    await connect();
    const deal = await makeDeal({});
    put({ id: "m", summary: "Acme renewal", ...timed(NOW.getTime() + HOUR) });
    await sync();
    const run = { now: new Date(NOW.getTime() + 3 * HOUR), deadline: Number.POSITIVE_INFINITY };
    const runs = await Promise.all([recordHeldMeetings(run), recordHeldMeetings(run)]);
    expect(runs.reduce((sum, { held }) => sum + held, 0)).toBe(1);
    expect(await logOf(deal.id)).toEqual(["meeting_scheduled", "meeting_held"]);
  });

  it("suggests where it is not sure, and never overrules a person", async () => {
    await connect();
    const first = await makeDeal({ name: "Acme one", company: "Acme Corp" });
    const second = await makeDeal({ name: "Acme two", company: "Acme Corp" });
    put({ id: "m", summary: "Acme Corp", ...timed(NOW.getTime() + DAY) });
    await sync();
    const [suggested] = await meetings();
    expect(suggested).toMatchObject({ link: "suggested", dealId: null });
    const { meetings: ofSecond } = await listMeetings(ctx, { dealId: second.id, limit: 10 });
    expect(ofSecond.map(({ id }) => id)).toEqual([suggested?.id]);
    await linkMeeting(ctx, suggested?.id ?? "", second.id);
    put({ id: "m", summary: "Acme one", ...timed(NOW.getTime() + DAY) });
    await sync();
    expect(await meetings()).toMatchObject([
      { link: "manual", dealId: second.id, title: "Acme one" },
    ]);
    await linkMeeting(ctx, suggested?.id ?? "", null);
    await sync();
    expect(await meetings()).toMatchObject([{ link: "rejected", dealId: null }]);
    expect(await logOf(first.id)).toEqual([]);
    expect(await logOf(second.id)).toEqual(["meeting_scheduled", "other"]);
  });

  it("that says no to the sign-in is switched off with words, and nothing is cancelled", async () => {
    await connect();
    put({ id: "m", summary: "Review", ...timed(NOW.getTime() + DAY) });
    await sync();
    google.refreshTokens.clear();
    expect(await sync()).toMatchObject({
      success: false,
      message: expect.stringContaining("anew"),
    });
    const row = await db().googleCalendarIntegration.findUniqueOrThrow({
      where: { userId: ctx.user.id },
    });
    expect(row).toMatchObject({ isActive: false, lastSyncStatus: "failed" });
    expect(await meetings()).toMatchObject([{ status: "confirmed" }]);
  });

  it("waits out a quota and tries a broken connection again", async () => {
    await connect();
    put({ id: "m", summary: "Review", ...timed(NOW.getTime() + DAY) });
    google.faults = [null, googleProblem(403, "rateLimitExceeded", "slow down"), null, "reset"];
    expect(await sync()).toMatchObject({ success: true, created: 1 });
  });
});

describe("connecting", () => {
  it("takes a key for a public calendar only, and says why", async () => {
    await connect({ apiKey: "good-key", calendarId: "public@group" }, { writeBack: false });
    await expect(connect({ apiKey: "good-key" }, { writeBack: false })).rejects.toThrow(
      /with a key alone there is no/,
    );
    await expect(
      connect({ apiKey: "good-key", calendarId: "secret@group" }, { writeBack: false }),
    ).rejects.toThrow(/public/);
    await expect(
      connect({ apiKey: "bad", calendarId: "public@group" }, { writeBack: false }),
    ).rejects.toThrow(/does not know this API key/);
    await expect(connect({ apiKey: "good-key", calendarId: "public@group" })).rejects.toThrow(
      /sign-in with Google/,
    );
  });
});

describe("a meeting planned here", () => {
  const input = (dealId: string) =>
    createMeetingSchema.parse({
      dealId,
      title: "Demo",
      startsAt: new Date(NOW.getTime() + DAY).toISOString(),
      endsAt: new Date(NOW.getTime() + DAY + HOUR).toISOString(),
      attendees: ["jo@acme.example"],
    });

  it("is written into the calendar, and its echo changes nothing", async () => {
    await connect();
    const deal = await makeDeal({});
    const created = await createMeeting(ctx, input(deal.id), pace);
    expect(created).toMatchObject({ isInCalendar: true, meeting: { source: "google_calendar" } });
    expect(google.calendars.get("primary")?.events.size).toBe(1);
    await sync();
    expect(await meetings()).toHaveLength(1);
    expect(await logOf(deal.id)).toEqual(["meeting_scheduled"]);
  });

  it("is kept here alone where nothing can be written, and the answer says so", async () => {
    const deal = await makeDeal({});
    const created = await createMeeting(ctx, input(deal.id), pace);
    expect(created).toMatchObject({
      isInCalendar: false,
      note: expect.stringContaining("no calendar is connected"),
      meeting: { source: "manual", dealId: deal.id },
    });
  });

  it("is nothing for a viewer or a stranger", async () => {
    const deal = await makeDeal({});
    const stranger = await contextOf(await createUser(), { now: NOW });
    await expect(createMeeting(stranger, input(deal.id), pace)).rejects.toThrow(/not found/);
    const viewer = await createUser();
    await db().teamMember.create({ data: { teamId, userId: viewer.id, role: "viewer" } });
    const [membership] = ctx.memberships;
    if (!membership) throw new Error("no team");
    const asViewer = {
      ...at(ctx, NOW),
      user: viewer,
      memberships: [{ ...membership, role: "viewer" as const }],
    };
    await expect(createMeeting(asViewer, input(deal.id), pace)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
