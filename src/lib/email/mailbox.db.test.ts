import { beforeEach, describe, expect, it } from "vitest";
import { getMailboxEmail } from "#lib/email/get-mailbox-email.ts";
import { listMailbox } from "#lib/email/list-mailbox.ts";
import { queueEmail } from "#lib/email/queue-email.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
const headers = { authorization: "Bearer a-cron-secret-for-tests" };

beforeEach(() => db().emailMessage.deleteMany());

const invite = (to: string, now = NOW) =>
  transaction((tx) =>
    queueEmail(
      tx,
      {
        to,
        template: "invite",
        data: {
          inviteId: "i1",
          teamName: "Northwind",
          inviterName: "Olivia",
          role: "viewer",
          expiresAt: "2026-03-09T09:00:00.000Z",
        },
        secret: `token-for-${to.split("@")[0]}`,
      },
      now,
    ),
  );
const process = () => api("GET", "/api/cron/process-emails", { headers });

describe("a demo without a mail provider", () => {
  it("keeps its mails where everybody can read them, links included", async () => {
    await invite("ada@example.org");
    expect((await listMailbox()).waiting).toBe(1);
    const { status, body } = await process();
    expect(status).toBe(200);
    expect(body).toMatchObject({ sent: 0, kept: 1, failed: 0, remaining: false });
    const { emails, waiting } = await listMailbox();
    expect({ emails, waiting }).toMatchObject({
      emails: [{ to: "ada@example.org", subject: "Olivia invites you to Northwind on Sentinel" }],
      waiting: 0,
    });
    const mail = await getMailboxEmail(emails[0]?.id ?? "");
    expect(mail.html).toContain("/invite/token-for-ada");
    expect(mail.text).toContain("/invite/token-for-ada");
    // In a frame without scripts or rights a link has to open outside of it.
    expect(mail.html).toContain('<base target="_blank">');
  });

  it("does it once, however many runs there are at once", async () => {
    for (let index = 0; index < 12; index += 1) await invite(`p${index}@example.org`);
    const answers = await Promise.all([process(), process(), process()]);
    expect(answers.reduce((sum, { body }) => sum + body.kept, 0)).toBe(12);
  });

  it("lists the newest first, page by page", async () => {
    for (let index = 0; index < 53; index += 1) {
      await invite(`p${index}@example.org`, new Date(NOW.getTime() + index * 1000));
    }
    await process();
    const first = await listMailbox();
    const second = await listMailbox(first.nextCursor ?? "");
    expect(first.emails[0]?.to).toBe("p52@example.org");
    expect([first.emails.length, second.emails.length, second.nextCursor]).toEqual([50, 3, null]);
  });

  it("shows none of those that are not there", async () => {
    await expect(getMailboxEmail("nothing")).rejects.toMatchObject({ code: "not_found" });
  });

  it("says so where its health is asked for", async () => {
    expect((await api("GET", "/api/health")).body.health.email).toBe("mailbox");
  });
});
