import { describe, expect, it } from "vitest";
import { type FilledTemplate, renderEmail } from "#lib/email/render-email.ts";
import { type EmailTemplate, TEMPLATES } from "#lib/email/templates/schema.ts";

const SETTING = { appUrl: "https://sentinel.example.com", timezone: "Europe/Berlin" };
/** What a name would have to do to get out of its place. */
const HOSTILE = `<img src=x onerror="alert(1)"> & 'quoted'\r\nBcc: all@example.org`;

const deal = {
  dealId: "deal/1",
  dealName: HOSTILE,
  company: HOSTILE,
  value: { amount: 48_000, currency: "EUR" },
  stage: "negotiation",
  workspaceName: HOSTILE,
};
const at = "2026-03-01T23:30:00.000Z";
const SAMPLES: Record<EmailTemplate, object> = {
  invite: {
    inviteId: "i",
    teamName: HOSTILE,
    inviterName: HOSTILE,
    role: "member",
    expiresAt: at,
  },
  "deal-at-risk": { ...deal, band: "high", reasons: [HOSTILE], action: HOSTILE },
  "action-overdue": { ...deal, label: HOSTILE, dueOn: "2026-03-02" },
  "stage-change": { ...deal, from: "proposal", to: "negotiation", actorName: HOSTILE },
  notification: {
    kind: "team_activity",
    title: HOSTILE,
    body: HOSTILE,
    href: "/notifications/1",
    workspaceName: HOSTILE,
  },
  digest: {
    period: "weekly",
    timezone: "America/New_York",
    since: at,
    until: at,
    workspaceIds: [],
    workspaces: [
      {
        id: "w",
        name: HOSTILE,
        isMine: true,
        figures: [{ label: "Open pipeline", value: "€1.2M", change: HOSTILE }],
        worklist: [
          {
            dealId: "1",
            dealName: HOSTILE,
            company: HOSTILE,
            band: "medium",
            stage: "proposal",
            value: { amount: 1_250.5, currency: "USD" },
            reason: HOSTILE,
            action: HOSTILE,
          },
        ],
        more: 1,
        changes: [{ dealId: "1", dealName: HOSTILE, what: HOSTILE, band: "low", at }],
      },
    ],
    news: [{ kind: "team_activity", title: HOSTILE, body: HOSTILE, href: "/notifications/1", at }],
    moreNews: 2,
  },
};

function render(template: EmailTemplate, changes: object = {}, token: string | null = "TOKEN") {
  const data = TEMPLATES[template].parse({ ...SAMPLES[template], ...changes });
  const secret = template === "invite" ? "s3cret-token" : null;
  return renderEmail({ template, data, secret } as FilledTemplate, SETTING, token);
}

const ALL = Object.keys(TEMPLATES) as EmailTemplate[];

describe.each(ALL)("the mail %s", (template) => {
  const { subject, html, text } = render(template);

  it("shows hostile text as text", () => {
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;quoted&#39;");
    expect(text).toContain("<img src=x");
  });

  it("has a subject of one line, which is not too long", () => {
    expect(subject).not.toMatch(/[\r\n]/);
    expect(subject.length).toBeGreaterThan(10);
    expect([...subject].length).toBeLessThanOrEqual(200);
  });

  it("fetches nothing and runs nothing", () => {
    expect(html).not.toMatch(/<(img|script|link|iframe|form|object)|url\(|@import|@font-face/i);
  });

  it("links to this installation only, with the same addresses in both parts", () => {
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url = ""]) => url);
    expect(links.length).toBeGreaterThan(0);
    for (const url of links) {
      expect(url.startsWith("https://sentinel.example.com/")).toBe(true);
      expect(text).toContain(url);
    }
  });

  it("is the same bytes when it is made again", () => {
    expect(render(template)).toEqual(render(template));
  });

  it("says what reads well without its company, action, value or text", () => {
    const bare = render(template, { company: null, value: null, action: null, body: "" });
    expect(bare.text).not.toMatch(/undefined|null|NaN/);
    expect(bare.html).not.toMatch(/undefined|null|NaN/);
  });
});

describe("every mail but the invitation", () => {
  it.each(ALL.filter((template) => template !== "invite"))("can be stopped: %s", (template) => {
    const { html, headers } = render(template);
    expect(html).toContain("https://sentinel.example.com/unsubscribe/TOKEN");
    expect(html).toContain("https://sentinel.example.com/settings/notifications");
    expect(headers).toEqual({
      "List-Unsubscribe": "<https://sentinel.example.com/api/unsubscribe/TOKEN>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(render(template, {}, null).headers).toEqual({});
  });

  it("carries the invitation's token in its link alone, and no way to unsubscribe", () => {
    const { subject, html, headers } = render("invite");
    expect(html.split("s3cret-token")).toHaveLength(2);
    expect(html).toContain('href="https://sentinel.example.com/invite/s3cret-token"');
    expect(html).not.toContain("unsubscribe");
    expect(subject).not.toContain("s3cret-token");
    expect(headers).toEqual({});
  });
});

describe("moments", () => {
  it("are told in the reader's zone, which is named", () => {
    expect(render("invite").text).toContain("Monday 2 March 2026, 00:30 (Europe/Berlin)");
  });

  it("of a digest are in the zone that it was made for", () => {
    const { text } = render("digest");
    expect(text).toContain("Sunday 1 March 2026");
    expect(text).toContain("Sun 1 Mar, 18:30");
    expect(text).toContain("times are in America/New_York");
  });
});

describe("a band", () => {
  it.each([
    ["high", "▲", "High"],
    ["medium", "◆", "Medium"],
  ] as const)("is told by shape and word: %s", (band, shape, word) => {
    const { subject, html, text } = render("deal-at-risk", { band, dealName: "Acme renewal" });
    expect(subject).toBe(`${shape} Acme renewal is now ${word}`);
    expect(html).toContain(`${shape}&nbsp;${word}`);
    expect(text).toContain(`${shape} ${word}`);
  });
});
