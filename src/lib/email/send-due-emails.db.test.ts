import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SLOT_MS, takeSlots } from "#lib/email/pace.ts";
import { claimDueEmails, LEASE_MS } from "#lib/email/queries.ts";
import { type Mail, queueEmail, queueEmails } from "#lib/email/queue-email.ts";
import { sendDueEmails } from "#lib/email/send-due-emails.ts";
import { unsubscribe } from "#lib/email/unsubscribe.ts";
import { unsubscribeToken } from "#lib/email/unsubscribe-token.ts";
import { listenForMail } from "#lib/email/wake-sender.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { createTeam, createUser } from "#test/factories.ts";
import {
  REQUESTS_A_SECOND,
  RESEND_KEY,
  type ResendStandIn,
  startResend,
} from "#test/standins/resend.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const MINUTE = 60_000;

let resend: ResendStandIn;

beforeAll(async () => {
  resend = await startResend();
  process.env.RESEND_API_KEY = RESEND_KEY;
  process.env.RESEND_FROM_EMAIL = "Sentinel <sentinel@example.com>";
  process.env.RESEND_BASE_URL = resend.url;
});
afterAll(() => resend.stop());

beforeEach(async () => {
  await db().emailMessage.deleteMany();
  // On a busy machine requests that left apart may arrive together: only one test is about that.
  resend.requestsASecond = Number.POSITIVE_INFINITY;
  resend.sent.length = 0;
  resend.keys.length = 0;
  resend.times.length = 0;
});

const news = (to: string, more: Partial<Mail> = {}): Mail =>
  ({
    to,
    template: "notification",
    data: { kind: "deal_assigned", title: "Pilot is yours now", body: "", href: "/deals/1" },
    ...more,
  }) as Mail;

const ask = (...mails: Mail[]) => transaction((tx) => queueEmails(tx, mails, NOW));
/** With a clock that stands still, unless there is a deadline. */
const send = (now = NOW, deadline?: number) =>
  sendDueEmails({
    now,
    random: () => 0,
    ...(deadline ? { deadline } : { deadline: Number.POSITIVE_INFINITY, clock: () => 0 }),
  });
const stored = (to: string) => db().emailMessage.findFirstOrThrow({ where: { to } });
const recipients = () => resend.sent.flatMap(({ to }) => to);

describe("a mail", () => {
  it("is sent once, with both parts, and its secret is forgotten", async () => {
    await ask({
      to: "ada@example.org",
      template: "invite",
      data: {
        inviteId: "i1",
        teamName: "Northwind",
        inviterName: "Olivia",
        role: "member",
        expiresAt: later(MINUTE).toISOString(),
      },
      secret: "the-token",
    });
    const before = await stored("ada@example.org");
    expect(before).toMatchObject({ status: "queued", nextAttemptAt: NOW });
    expect(JSON.stringify(before)).not.toContain("the-token");
    expect(await send()).toMatchObject({ sent: 1, failed: 0, remaining: false });
    expect(await send()).toMatchObject({ sent: 0 });
    expect(resend.sent).toMatchObject([
      {
        from: "Sentinel <sentinel@example.com>",
        to: ["ada@example.org"],
        subject: "Olivia invites you to Northwind on Sentinel",
        html: expect.stringContaining("/invite/the-token"),
        text: expect.stringContaining("/invite/the-token"),
        tags: [{ name: "template", value: "invite" }],
        headers: {},
      },
    ]);
    expect(await stored("ada@example.org")).toMatchObject({
      status: "sent",
      secret: null,
      providerId: resend.sent[0]?.id,
      nextAttemptAt: null,
    });
  });

  it("that was asked for in a transaction which fails is never sent", async () => {
    const failing = transaction(async (tx) => {
      await queueEmail(tx, news("ghost@example.org"), NOW);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    await send();
    expect(resend.sent).toEqual([]);
  });

  it("wakes a process that sends by itself, once it can be seen, and never for nothing", async () => {
    let woken = 0;
    listenForMail(() => {
      woken += 1;
    });
    await ask(news("awake@example.org", { dedupeKey: "awake" }));
    await ask(news("awake@example.org", { dedupeKey: "awake" }));
    const failing = transaction(async (tx) => {
      await queueEmail(tx, news("asleep@example.org"), NOW);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    listenForMail(null);
    expect(woken).toBe(1);
  });

  it("with a known key is not asked for again, also after it was sent", async () => {
    const mail = news("once@example.org", { dedupeKey: "the same" });
    expect(await ask(mail, mail)).toHaveLength(1);
    await send();
    expect(await transaction((tx) => queueEmail(tx, mail, NOW))).toBeNull();
    await send();
    expect(recipients()).toEqual(["once@example.org"]);
  });

  it("is sent once when two transactions ask for it at the same moment", async () => {
    const mails = [
      news("a@example.org", { dedupeKey: "a" }),
      news("b@example.org", { dedupeKey: "b" }),
    ];
    await Promise.all([ask(...mails), ask(...mails.toReversed()), ask(...mails)]);
    await send();
    expect(recipients().sort()).toEqual(["a@example.org", "b@example.org"]);
  });

  it("carries no line break into its subject, whatever a deal is called", async () => {
    await ask(
      news("lines@example.org", {
        data: { kind: "stage_change", title: "Deal\r\nBcc: all@example.org", body: "", href: "/" },
      } as Partial<Mail>),
    );
    await send();
    expect(resend.sent).toMatchObject([
      { subject: "Deal Bcc: all@example.org", hasLineBreakInSubject: false },
    ]);
  });

  it("can be left by one click, and then is not sent any more", async () => {
    const person = await createUser();
    await ask(news(person.email, { userId: person.id }));
    await send();
    const [mail] = resend.sent;
    const token = unsubscribeToken({ userId: person.id, kind: "deal_assigned" }) ?? "";
    expect(mail?.headers).toEqual({
      "List-Unsubscribe": `<http://localhost:3000/api/unsubscribe/${token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    await ask(news(person.email, { userId: person.id }));
    await unsubscribe(token, NOW);
    expect(await send()).toMatchObject({ sent: 0, dropped: 1 });
    expect(resend.sent).toHaveLength(1);
  });

  it("about a team is not sent to somebody who has left it in the meantime", async () => {
    const [person, team] = [await createUser(), await createTeam({ name: "Northwind" })];
    await db().teamMember.create({ data: { teamId: team.id, userId: person.id, role: "member" } });
    const mail = news(person.email, { userId: person.id, workspaceId: team.id });
    await ask(mail);
    expect(await send()).toMatchObject({ sent: 1 });
    await ask(mail);
    await db().teamMember.deleteMany({ where: { teamId: team.id } });
    expect(await send()).toMatchObject({ sent: 0, dropped: 1 });
  });
});

describe("a mail that is not taken", () => {
  it("because of the service's own failure is tried again later under the same key", async () => {
    await ask(news("boom@example.org"));
    expect(await send()).toMatchObject({ sent: 0, postponed: 1 });
    expect(await stored("boom@example.org")).toMatchObject({
      status: "queued",
      error: "Resend could not take the mail (status 500).",
      nextAttemptAt: later(MINUTE),
    });
    expect(await send(later(MINUTE - 1))).toMatchObject({ sent: 0 });
    expect(await send(later(MINUTE))).toMatchObject({ sent: 1 });
    const { id } = await stored("boom@example.org");
    expect(resend.keys).toEqual([id, id]);
  });

  it("is given up after eight tries within a day, and says why", async () => {
    await ask(news("down@example.org"));
    let now = NOW;
    for (let tries = 0; tries < 8; tries += 1) {
      await send(now);
      now = (await stored("down@example.org")).nextAttemptAt ?? now;
    }
    expect(await stored("down@example.org")).toMatchObject({
      status: "failed",
      nextAttemptAt: null,
      attemptCount: 8,
      error: "Resend could not take the mail (status 500).",
    });
    expect(now.getTime() - NOW.getTime()).toBeLessThan(24 * 60 * MINUTE);
  });

  it("because its answer was lost is taken once for both tries", async () => {
    await ask(news("lost@example.org"));
    expect(await send()).toMatchObject({ postponed: 1 });
    expect(await stored("lost@example.org")).toMatchObject({
      error: "Resend could not be reached.",
    });
    expect(await send(later(MINUTE))).toMatchObject({ sent: 1 });
    expect(resend.sent).toHaveLength(1);
    expect((await stored("lost@example.org")).providerId).toBe(resend.sent[0]?.id);
  });

  it("because the day's quota is used up waits for its end, and so does everything else", async () => {
    await ask(news("quota@example.org"), news("behind@example.org"));
    await db().emailMessage.updateMany({
      where: { to: "behind@example.org" },
      data: { nextAttemptAt: later(MINUTE) },
    });
    await send();
    const midnight = new Date("2026-03-03T00:00:00Z");
    for (const to of ["quota@example.org", "behind@example.org"]) {
      expect(await stored(to)).toMatchObject({
        status: "queued",
        nextAttemptAt: midnight,
        attemptCount: 0,
      });
    }
    await db().emailMessage.deleteMany({ where: { to: "quota@example.org" } });
    expect(await send(midnight)).toMatchObject({ sent: 1 });
  });

  it("because the month's quota is used up fails at once, with what to do", async () => {
    await ask(news("month@example.org"));
    expect(await send()).toMatchObject({ failed: 1 });
    expect((await stored("month@example.org")).error).toMatch(/larger plan/);
  });

  it("because there were too many requests is sent when it may, and no try is counted", async () => {
    await ask(news("busy@example.org"));
    resend.throttleNext = 1;
    expect(await send()).toMatchObject({ postponed: 1 });
    expect(await stored("busy@example.org")).toMatchObject({
      status: "queued",
      attemptCount: 0,
      nextAttemptAt: expect.any(Date),
    });
    const started = Date.now();
    expect(await send(later(MINUTE))).toMatchObject({ sent: 1 });
    // The stand-in asked for a second, and every instance keeps it.
    expect(Date.now() - started).toBeGreaterThan(500);
  });

  it("because it cannot be made any more is given up without a request", async () => {
    await ask(news("old@example.org"));
    await db().emailMessage.updateMany({ data: { data: { kind: "deal_assigned" } } });
    expect(await send()).toMatchObject({ failed: 1 });
    expect(resend.keys).toEqual([]);
    expect((await stored("old@example.org")).error).toMatch(/cannot be made any more/);
  });
});

describe("many mails", () => {
  const twenty = Array.from({ length: 20 }, (_, index) => news(`p${index}@example.org`));

  const waiting = () => db().emailMessage.count({ where: { status: "queued" } });

  it("go at no more than five a second, whichever instances send them, and each once", async () => {
    resend.requestsASecond = REQUESTS_A_SECOND;
    await ask(...twenty);
    const started = Date.now();
    // Those that arrive in a bunch all the same are refused, and go with a later run.
    for (let now = NOW; (await waiting()) > 0; now = new Date(now.getTime() + MINUTE)) {
      await Promise.all([send(now), send(now), send(now)]);
    }
    expect(Date.now() - started).toBeGreaterThan(19 * 200);
    expect(resend.sent).toHaveLength(20);
    expect(new Set(recipients()).size).toBe(20);
  }, 120_000);

  it("get a moment each, one after the other, from however many ask at once", async () => {
    const started = Date.now();
    const waits = await Promise.all(Array.from({ length: 6 }, () => takeSlots(5)));
    const passed = Date.now() - started;
    const ordered = waits.toSorted((a, b) => a - b);
    for (const [index, wait] of ordered.entries()) {
      expect(wait).toBeGreaterThan(index * 5 * SLOT_MS - passed - 1);
    }
    await db().emailPace.update({ where: { id: 1 }, data: { nextAt: new Date(0) } });
  });

  it("that are left when the time is up go with the next run", async () => {
    await ask(...twenty.slice(0, 12));
    const first = await send(NOW, Date.now() + 1_000);
    expect(first).toMatchObject({ remaining: true });
    // What was given back is due from the moment at which it was, which the first run's clock says.
    const later = new Date(NOW.getTime() + MINUTE);
    expect(await send(later)).toMatchObject({ sent: 12 - first.sent, remaining: false });
    expect(resend.sent).toHaveLength(12);
  }, 120_000);

  it("of one workspace do not hold up the first of another", async () => {
    const [big, small] = [await createTeam({ name: "Big" }), await createTeam({ name: "Small" })];
    await ask(...twenty.map((mail) => ({ ...mail, workspaceId: big.id })));
    await ask(news("first@example.org", { workspaceId: small.id }));
    const next = await claimDueEmails(NOW, 5);
    expect(next.map(({ to }) => to)).toContain("first@example.org");
  });
});

describe("a process that is killed while it sends", () => {
  it("leaves the mail to the next one, which sends it under the same key", async () => {
    resend.isStalled = true;
    await ask(news("slow@example.org"));
    const script = `
      const { sendDueEmails } = await import("#lib/email/send-due-emails.ts");
      const now = new Date(${NOW.getTime()});
      await sendDueEmails({ now, deadline: Infinity, clock: () => 0 });`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: "ignore",
    });
    await expect.poll(() => resend.keys.length, { timeout: 80_000 }).toBe(1);
    child.kill("SIGKILL");
    await once(child, "exit");
    resend.isStalled = false;
    await expect.poll(() => resend.sent.length).toBe(1);
    expect(await send(later(LEASE_MS - 1))).toMatchObject({ sent: 0 });
    expect(await send(later(LEASE_MS))).toMatchObject({ sent: 1 });
    const { id, status } = await stored("slow@example.org");
    expect({ status, keys: resend.keys }).toEqual({ status: "sent", keys: [id, id] });
    expect(resend.sent).toHaveLength(1);
  }, 120_000);
});
