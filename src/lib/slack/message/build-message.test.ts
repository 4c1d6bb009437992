import { describe, expect, it } from "vitest";
import { PUBLIC_EVENTS, type PublicEventName } from "#lib/events/public-event.ts";
import { buildMessage } from "#lib/slack/message/build-message.ts";
import type { DealFacts, Facts, MemberFacts } from "#lib/slack/message/facts.ts";
import { testMessage } from "#lib/slack/message/test-message.ts";
import { flagsOf, isWithinLimits, type Payload, textsOf } from "#test/standins/slack-blocks.ts";

const APP = "https://sentinel.example.com";
const AT = "2026-11-24T12:00:00.000Z";

const deal = (fields: Partial<DealFacts> = {}): DealFacts => ({
  kind: "deal",
  id: "deal_1",
  name: "Acme renewal",
  company: "Acme & Co",
  value: 50_000,
  currency: "USD",
  stage: "negotiation",
  oldStage: null,
  band: "high",
  oldBand: null,
  reason: "Nobody from Acme has replied for 19 days; threshold is 7",
  expectedCloseOn: "2027-03-12",
  responsible: "Amira Haddad",
  changes: [],
  by: "Mia Member",
  at: AT,
  ...fields,
});
const member = (fields: Partial<MemberFacts> = {}): MemberFacts => ({
  kind: "member",
  name: "Nora New",
  role: "member",
  teamName: "Northwind",
  hasLeft: false,
  by: "Olga Owner",
  at: AT,
  ...fields,
});

const single = (event: PublicEventName, facts: Facts) =>
  buildMessage({ groups: [{ event, count: 1, named: [facts] }], deals: 1 }, APP);
const headerOf = ({ blocks }: Payload) => blocks?.[0]?.text?.text;
const allText = ({ blocks = [] }: Payload) => blocks.flatMap(textsOf).join("\n");

describe("a message about one event", () => {
  it.each<[PublicEventName, Facts, string]>([
    ["deal.created", deal(), "New deal: Acme renewal"],
    ["deal.updated", deal(), "Acme renewal was changed"],
    ["deal.stage_changed", deal({ oldStage: "proposal" }), "Acme renewal moved to Negotiation"],
    ["deal.at_risk", deal({ oldBand: "medium" }), "Acme renewal: risk is now High"],
    ["deal.closed_won", deal({ stage: "closed_won" }), "Acme renewal is won"],
    ["deal.closed_lost", deal({ stage: "closed_lost" }), "Acme renewal is lost"],
    ["team.member_added", member(), "Nora New joined Northwind"],
    ["team.member_removed", member(), "Nora New is no longer in Northwind"],
    ["team.member_removed", member({ hasLeft: true }), "Nora New left Northwind"],
  ])("says what happened in its title: %s", (event, facts, title) => {
    const message = single(event, facts);
    expect(headerOf(message)).toBe(title);
    expect(message.text).toContain(title);
    expect(isWithinLimits(message)).toBe(true);
    expect(flagsOf(message)).toEqual([]);
  });

  it("has value, old and new stage, band with shape and word, reason, who did it and a link", () => {
    const text = allText(
      single("deal.stage_changed", deal({ oldStage: "proposal", oldBand: "medium" })),
    );
    for (const part of [
      "*Value*\n$50,000",
      "*Stage*\nProposal → Negotiation",
      "*Risk*\n◆ Medium → ▲ High",
      "*Expected close*\n12 Mar 2027",
      "*Responsible*\nAmira Haddad",
      "*Company*\nAcme &amp; Co",
      "Nobody from Acme has replied for 19 days; threshold is 7",
      "Mia Member",
      `<${APP}/deals/deal_1|Open the deal>`,
      "<!date^1795521600^{date_short_pretty} {time}|2026-11-24 12:00 UTC>",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("lists what an update has changed", () => {
    const changes = [
      { label: "Value", from: "$50,000", to: "$60,000.50" },
      { label: "Next step", from: "none", to: "Send <contract>" },
    ];
    const message = single("deal.updated", deal({ changes }));
    expect(allText(message)).toContain(
      "Value: $50,000 → $60,000.50\nNext step: none → Send &lt;contract&gt;",
    );
  });

  it("says nothing of the risk of a closed deal", () => {
    const closed = allText(single("deal.closed_won", deal({ stage: "closed_won" })));
    expect(closed).not.toMatch(/Risk|replied/);
  });
});

describe("a message about several events", () => {
  const many = (count: number, name = (index: number) => `Deal ${index}`) =>
    Array.from({ length: Math.min(10, count) }, (_, index) =>
      deal({ id: `deal_${index}`, name: name(index) }),
    );

  it("names the first ten and says how many more there are", () => {
    const message = buildMessage(
      { groups: [{ event: "deal.updated", count: 1_014, named: many(1_014) }], deals: 1_014 },
      APP,
    );
    expect(headerOf(message)).toBe("1,014 deals changed");
    expect(message.text).toMatch(/^1,014 deals changed: Deal 0, Deal 1,/);
    const text = allText(message);
    expect(text.match(/^• /gm)).toHaveLength(10);
    expect(text).toContain("and 1,004 more");
    expect(text).toContain(`• <${APP}/deals/deal_0|Deal 0>: `);
  });

  it("is grouped by event, with one title for all of it", () => {
    const message = buildMessage(
      {
        groups: [
          { event: "deal.at_risk", count: 1, named: [deal({ oldBand: "low" })] },
          { event: "deal.stage_changed", count: 3, named: many(3) },
          { event: "team.member_added", count: 2, named: [member(), member({ name: "Otto" })] },
        ],
        deals: 3,
      },
      APP,
    );
    expect(headerOf(message)).toBe("3 deals changed, 2 people joined or left");
    expect(message.blocks?.map(({ type }) => type)).toEqual([
      "header",
      "section",
      "section",
      "section",
      "context",
    ]);
    expect(allText(message)).toContain("*1 deal is at higher risk*\n• <");
    expect(allText(message)).toContain("● Low → ▲ High, $50,000 in Negotiation, Nobody from Acme");
    expect(allText(message)).toContain("• Otto joined Northwind");
  });

  it("stays within the limits of Slack whatever the names are made of", () => {
    for (const name of ["<&>".repeat(200), "🌊".repeat(300), "x".repeat(500)]) {
      const named = many(10, () => name);
      const groups = PUBLIC_EVENTS.filter((event) => event.startsWith("deal.")).map((event) => ({
        event,
        count: 50,
        named: named.map((one) => ({ ...one, reason: name })),
      }));
      const message = buildMessage({ groups, deals: 50 }, APP);
      expect(isWithinLimits(message), name).toBe(true);
      expect(flagsOf(message), name).toEqual([]);
      expect(allText(message)).toMatch(/and 4\d more/);
    }
  });
});

describe("what somebody typed", () => {
  const HOSTILE: [what: string, text: string][] = [
    ["a call to the channel", "<!channel> look"],
    ["a call with a label", "<!here|here>"],
    ["a mention", "<@U012AB3CD>"],
    ["a link", "<https://evil.example|Click>"],
    ["what ends a label", "a|b>c"],
    ["entities", "&lt;!channel&gt;"],
    ["an ampersand", "Q&A"],
    ["markup", "*bold* _it_ ~no~ `code`"],
    ["several lines", "line\nbreak\r\n\u2028end"],
    ["a change of direction", "\u202eright to left"],
    ["500 ampersands", "&".repeat(500)],
    ["500 angle brackets", "<".repeat(500)],
    ["an ampersand at the limit", `${"x".repeat(148)}&`],
    ["long characters", "👩‍👩‍👧‍👦".repeat(100)],
    ["nothing but a control character", "\u0007"],
    ["names without brackets", "@channel #general"],
  ];

  it.each(HOSTILE)("stays text, within every limit: %s", (_what, text) => {
    const facts = deal({
      name: text,
      company: text,
      responsible: text,
      reason: text,
      by: text,
      changes: [{ label: "Name", from: text, to: text }],
    });
    const named = [facts, { ...facts, id: "deal_2" }];
    for (const event of PUBLIC_EVENTS.filter((one) => one.startsWith("deal."))) {
      const messages = [
        single(event, facts),
        buildMessage({ groups: [{ event, count: 20, named }], deals: 20 }, APP),
      ];
      for (const message of messages) {
        expect(flagsOf(message)).toEqual([]);
        expect(isWithinLimits(message)).toBe(true);
        expect(message.text.length).toBeLessThanOrEqual(40_000);
        expect(allText(message)).not.toMatch(/[\u2028\u202e]/);
      }
    }
    const person = member({ name: text, teamName: text, by: text });
    for (const message of [
      single("team.member_removed", person),
      testMessage({ by: text, workspace: text }, APP),
    ]) {
      expect(flagsOf(message)).toEqual([]);
      expect(isWithinLimits(message)).toBe(true);
    }
  });

  it("is no markup anywhere where Slack has plain text, and no link where it has not", () => {
    const message = single("deal.at_risk", deal({ name: "*x* www.evil.example" }));
    for (const block of message.blocks ?? []) {
      const texts = "text" in block ? [block.text] : [];
      for (const text of texts) {
        expect(text.type === "plain_text" ? text.emoji : !text.verbatim).toBe(false);
      }
    }
    expect(message).toMatchObject({ unfurl_links: false, unfurl_media: false });
  });
});
