import { describe, expect, it } from "vitest";
import { type Candidate, matchDeals } from "#lib/meetings/match-deals.ts";

const deal = (
  id: string,
  name: string,
  company: string | null = null,
  domain: string | null = null,
) => ({ id, name, company, companyDomain: domain }) satisfies Candidate;
const invited = (...emails: string[]) =>
  emails.map((email) => ({ email, name: null, response: null, isSelf: false, isOrganizer: false }));
const match = (
  meeting: { title?: string; description?: string; emails?: string[] },
  candidates: Candidate[],
  own: string[] = ["us.example"],
) =>
  matchDeals(
    {
      title: meeting.title ?? "Call",
      description: meeting.description ?? null,
      attendees: invited(...(meeting.emails ?? [])),
    },
    candidates,
    new Set(own),
  );

const ACME = deal("d1", "Acme renewal", "Acme Corp", "acme.example");
const GLOBEX = deal("d2", "Globex pilot", "Globex", "globex.example");

describe("a meeting", () => {
  it("is linked to the deal whose name its title contains, and says so", () => {
    expect(match({ title: "acme  RENEWAL: next steps" }, [ACME, GLOBEX])).toEqual({
      link: "automatic",
      match: { dealId: "d1", reason: 'title contains "Acme renewal"' },
    });
  });

  it("is linked by the company in its title, or by who is invited, or by its description", () => {
    expect(match({ title: "Acme Corp review" }, [ACME, GLOBEX])).toMatchObject({
      match: { reason: 'title contains "Acme Corp"' },
    });
    expect(match({ emails: ["jo@eu.acme.example"] }, [ACME, GLOBEX])).toMatchObject({
      link: "automatic",
      match: { dealId: "d1", reason: "somebody at eu.acme.example is invited" },
    });
    expect(match({ description: "About the Globex pilot." }, [ACME, GLOBEX])).toMatchObject({
      match: { dealId: "d2", reason: 'description mentions "Globex pilot"' },
    });
  });

  it("takes the title's word over the list of those invited", () => {
    expect(
      match({ title: "Globex pilot", emails: ["jo@acme.example"] }, [ACME, GLOBEX]),
    ).toMatchObject({ match: { dealId: "d2" } });
  });

  it("that could be about several deals is suggested for each and linked to none", () => {
    const second = deal("d3", "Acme expansion", "Acme Corp", "acme.example");
    expect(match({ title: "Acme Corp" }, [ACME, second])).toEqual({
      link: "suggested",
      matches: [
        { dealId: "d1", reason: 'title contains "Acme Corp"' },
        { dealId: "d3", reason: 'title contains "Acme Corp"' },
      ],
    });
    expect(match({ title: "Acme expansion" }, [ACME, second])).toMatchObject({
      link: "automatic",
      match: { dealId: "d3" },
    });
  });

  it.each([
    ["a free-mail address", { emails: ["jo@gmail.com"] }, deal("d", "Other", null, "gmail.com")],
    [
      "a colleague's address",
      { emails: ["me@us.example"] },
      deal("d", "Other", null, "us.example"),
    ],
    ["part of a word", { title: "Acmeville visit" }, deal("d", "Acme")],
    ["a name too short to mean anything", { title: "HR call" }, deal("d", "HR")],
  ])("is not linked by %s", (_why, meeting, candidate) => {
    expect(match(meeting, [candidate])).toEqual({ link: "none" });
  });
});
