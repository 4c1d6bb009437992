import { describe, expect, it } from "vitest";
import { trailWords } from "#components/deals/trail-words.ts";
import type { TimelineEntryDto } from "#lib/deals/timeline-schema.ts";

const view = { clock: { now: "2026-11-20T09:00:00Z", timeZone: "UTC" }, currency: "EUR" };

const words = (entry: Partial<TimelineEntryDto>) =>
  trailWords(
    {
      id: "t1",
      place: 1,
      actor: { id: "user_1", name: "Ann" },
      action: "deal.updated",
      before: null,
      after: null,
      names: {},
      requestId: null,
      occurredAt: "2026-11-19T09:00:00.000Z",
      hash: "",
      ...entry,
    },
    view,
  );

describe("an entry of the audit trail", () => {
  it("shows each field before and after as the pages show it", () => {
    const { changes } = words({
      before: { stage: "discovery", value: 1000, expectedCloseOn: null, assigneeId: "user_2" },
      after: { stage: "proposal", value: 1250.5, expectedCloseOn: "2026-12-01", assigneeId: null },
      names: { user_2: "Bo" },
    });
    expect(changes).toEqual([
      { label: "Stage", from: "Discovery", to: "Proposal" },
      { label: "Value", from: "€1,000", to: "€1,250.50" },
      { label: "Expected close", from: null, to: "1 Dec" },
      { label: "Assigned to", from: "Bo", to: null },
    ]);
  });

  it("names the people of a comment, and nobody whose account is gone", () => {
    const after = { body: "@[user_2] asks @[user_9]", mentions: ["user_2", "user_9"] };
    const { note } = words({ action: "deal.commented", after, names: { user_2: "Bo" } });
    expect(note).toBe("@Bo asks @somebody who left");
  });

  it("says what a deal began with, and leaves out what it had not", () => {
    const entry = words({
      action: "deal.created",
      after: {
        stage: "discovery",
        value: { minor: "480000", currency: "USD" },
        expectedCloseOn: null,
        nextStep: { text: null, dueOn: null },
      },
    });
    expect(entry.what).toBe("created the deal");
    expect(entry.changes).toEqual([
      { label: "Stage", from: null, to: "Discovery" },
      { label: "Value", from: null, to: "$4,800" },
    ]);
  });

  it("repeats what somebody wrote", () => {
    expect(
      words({
        action: "deal.touchpoint_logged",
        after: { type: "call", payload: { note: "No answer" } },
      }),
    ).toMatchObject({ what: "logged “Call”", note: "No answer" });
    expect(
      words({ action: "deal.snoozed", after: { until: "2026-12-24", reason: "On holiday" } }),
    ).toMatchObject({ what: "snoozed it until 24 Dec", note: "On holiday" });
  });

  it("does not name whoever is gone, and shows what it does not know as it is", () => {
    const { changes } = words({ before: { ownerId: "user_9" }, after: { ownerId: "user_1" } });
    expect(changes[0]?.from).toBe("somebody who is gone");
    expect(words({ action: "deal.frozen_solid" }).what).toBe("frozen solid");
  });
});
