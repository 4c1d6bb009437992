import { beforeAll, describe, expect, it } from "vitest";
import { getMailboxEmail } from "#lib/email/get-mailbox-email.ts";
import { listMailbox } from "#lib/email/list-mailbox.ts";
import { queueEmail } from "#lib/email/queue-email.ts";
import { sendDueEmails } from "#lib/email/send-due-emails.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { emailState } from "#lib/platform/email-state.ts";

const NOW = new Date("2026-03-02T09:00:00Z");

beforeAll(() => {
  delete process.env.SENTINEL_DEMO;
  Object.assign(process.env, {
    NODE_ENV: "production",
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "pk_live_x",
    CLERK_SECRET_KEY: "sk_live_x",
  });
});

describe("in production without a mail provider", () => {
  it("a mail fails with a reason that can be read where it was asked for", async () => {
    const id = await transaction((tx) =>
      queueEmail(
        tx,
        {
          to: "ada@example.org",
          template: "notification",
          data: { kind: "team_activity", title: "News", body: "", href: "/deals" },
        },
        NOW,
      ),
    );
    const run = await sendDueEmails({ now: NOW, deadline: Number.POSITIVE_INFINITY });
    expect(run).toMatchObject({ sent: 0, kept: 0, failed: 1 });
    expect(await db().emailMessage.findUniqueOrThrow({ where: { id: id ?? "" } })).toMatchObject({
      status: "failed",
      error: "E-mail is not configured.",
    });
  });

  it("there is no mailbox, not even for a mail that was kept while there was one", async () => {
    await db().emailMessage.updateMany({ data: { status: "kept" } });
    const { id } = await db().emailMessage.findFirstOrThrow();
    await expect(listMailbox()).rejects.toMatchObject({ code: "not_found" });
    await expect(getMailboxEmail(id)).rejects.toMatchObject({ code: "not_found" });
    expect(emailState()).toBe("off");
  });

  it("an invitation is refused as long as its link cannot be kept secret", async () => {
    const asking = transaction((tx) =>
      queueEmail(
        tx,
        {
          to: "ada@example.org",
          template: "invite",
          data: {
            inviteId: "i",
            teamName: "Northwind",
            inviterName: "Olivia",
            role: "viewer",
            expiresAt: NOW.toISOString(),
          },
          secret: "token",
        },
        NOW,
      ),
    );
    await expect(asking).rejects.toMatchObject({ code: "unavailable" });
  });
});
