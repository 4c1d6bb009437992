import type { Attendee } from "#lib/integrations/google-calendar/map-event.ts";
import { isFreeMail } from "#lib/meetings/free-mail.ts";

/** A deal as far as a meeting can tell that it is about it. */
export type Candidate = {
  id: string;
  name: string;
  company: string | null;
  companyDomain: string | null;
};

export type Match = { dealId: string; reason: string };
export type MatchOutcome =
  | { link: "automatic"; match: Match }
  | { link: "suggested"; matches: Match[] }
  | { link: "none" };

/** Names shorter than this occur in titles by chance. */
const SHORTEST_NAME = 4;
const MOST_SUGGESTIONS = 5;

/** How much each clue says, strongest first: a title names what a meeting is about. */
const RANK = { title: 3, attendee: 2, description: 1 } as const;

type Scored = Match & { rank: number };

/**
 * Which deal a meeting is about, by its title, the people invited and its description. Several deals
 * that are equally likely are suggested and none is linked.
 *
 * @param ownDomains of the people of the workspace: their addresses say nothing about the customer.
 */
export function matchDeals(
  meeting: { title: string; description: string | null; attendees: readonly Attendee[] },
  candidates: readonly Candidate[],
  ownDomains: ReadonlySet<string>,
): MatchOutcome {
  const domains = new Set(
    meeting.attendees
      .filter(({ isSelf }) => !isSelf)
      .map(({ email }) => email.split("@")[1] ?? "")
      .filter((domain) => domain && !ownDomains.has(domain) && !isFreeMail(domain)),
  );
  const scored = candidates
    .map((deal) => score(meeting, deal, domains))
    .filter((match) => match !== null)
    .sort((a, b) => b.rank - a.rank || (a.dealId < b.dealId ? -1 : 1));
  const [best, second] = scored;
  if (!best) return { link: "none" };
  if (!second || second.rank < best.rank) return { link: "automatic", match: withoutRank(best) };
  const matches = scored.filter(({ rank }) => rank === best.rank).slice(0, MOST_SUGGESTIONS);
  return { link: "suggested", matches: matches.map(withoutRank) };
}

function withoutRank({ dealId, reason }: Scored): Match {
  return { dealId, reason };
}

function score(
  { title, description }: { title: string; description: string | null },
  deal: Candidate,
  domains: ReadonlySet<string>,
): Scored | null {
  const dealId = deal.id;
  const names = [deal.name, deal.company].filter(
    (name): name is string => name !== null && name.trim().length >= SHORTEST_NAME,
  );
  const inTitle = names.filter((name) => contains(title, name));
  // The deal's own name beats its company's: a company may have several deals.
  if (inTitle.length > 0) {
    const isOwnName = inTitle[0] === deal.name;
    const rank = RANK.title + (isOwnName ? 0.5 : 0);
    return { dealId, rank, reason: `title contains "${inTitle[0]}"` };
  }
  const domain = deal.companyDomain?.toLowerCase() ?? "";
  const invited = [...domains].find((other) => other === domain || other.endsWith(`.${domain}`));
  if (domain && invited) {
    return { dealId, rank: RANK.attendee, reason: `somebody at ${invited} is invited` };
  }
  const mentioned = names.find((name) => contains(description ?? "", name));
  if (mentioned) {
    return { dealId, rank: RANK.description, reason: `description mentions "${mentioned}"` };
  }
  return null;
}

/** As words, in any case: "Acme" is in "Acme: review" and not in "Acmeville". */
function contains(text: string, name: string): boolean {
  const plain = (value: string) => value.toLowerCase().replace(/\s+/g, " ").trim();
  const hay = plain(text);
  const needle = plain(name);
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1)) {
    if (!isWord(hay[at - 1]) && !isWord(hay[at + needle.length])) return true;
  }
  return false;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
