import type { Company } from "./companies.ts";
import { contactsAt, type Member, type Person } from "./people.ts";
import { createRandom, type Random } from "./random.ts";
import { type Cast, namesIn, type ScenarioName, scenarioOf } from "./scenarios.ts";
import type { StoryRows, World } from "./story.ts";
import { type Ending, tellDeal } from "./tell-deal.ts";
import { workingTime } from "./working-time.ts";

/** A generated company: who works there, whom it sells to and what becomes of its deals. */
export type CompanyPlan = {
  seed: number;
  team: { id: string; name: string; slug: string; currency: string; timezone: string };
  members: readonly Member[];
  /** Who has deals; the first has the most. */
  sellers: readonly [Member, ...Member[]];
  customers: readonly Company[];
  offers: readonly string[];
  open: Cast;
  won: Cast;
  lost: Cast;
  /** Of deals in other currencies: how many in a hundred, and what one unit is worth in the own. */
  currencies: readonly { code: string; percent: number; rate: number }[];
  /** One open deal is in a currency for which nobody has entered a rate. */
  currencyWithoutRate: string | null;
};

export type CompanyRows = {
  stories: StoryRows[];
  contacts: { person: Person; company: Company }[];
  links: { dealId: string; contactId: string; isPrimary: boolean; role: string | null }[];
};

/** Deals were closed within this many days before now. */
const HISTORY_DAYS = 310;
const MEDIAN_VALUE = 26_000;
const VALUE_SPREAD = 0.9;
const ROUND_VALUE = 500;
const MINOR_UNITS = 100;
const ASSIGNED_SHARE = 0.15;
const IMPORTED_SHARE = 0.3;
const SECOND_CONTACT_SHARE = 0.4;
/** Which of the deals is the one without a rate. */
const WITHOUT_RATE = 9;

/** All deals of the company as they stand at `now`, open ones first, and whom they go through. */
export function buildCompany(plan: CompanyPlan, now: number): CompanyRows {
  const random = createRandom(plan.seed);
  const world: World = {
    random,
    newId: createRandom(plan.seed + 1).id,
    time: workingTime(random, now, plan.team.timezone),
    teamId: plan.team.id,
  };
  const rows: CompanyRows = { stories: [], contacts: [], links: [] };
  const known = new Map<Company, [Person, Person]>();
  const openings = openingsOf(plan, random);
  for (const [number, { scenario, ending }] of endingsOf(plan, random).entries()) {
    const { company, offer } = openings[number] ?? random.pick(openings);
    const people = known.get(company) ?? contactsAt(company, random);
    if (!known.has(company)) {
      known.set(company, people);
      rows.contacts.push(...people.map((person) => ({ person, company })));
    }
    const [contact, second] = people;
    const owner = random.chance(0.5) ? plan.sellers[0] : random.pick(plan.sellers);
    const colleague = plan.sellers.find(({ id }) => id !== owner.id) ?? null;
    const brief = {
      id: random.id(),
      name: `${company.name}: ${offer}`,
      company,
      contact,
      owner,
      value: amountOf(random),
      currency: currencyOf(plan, random, number),
      externalId: random.chance(IMPORTED_SHARE) ? `${plan.team.slug}-${1000 + number}` : null,
    };
    const assignee = random.chance(ASSIGNED_SHARE) ? colleague : null;
    rows.stories.push(tellDeal(world, brief, scenarioOf(scenario), ending, assignee));
    rows.links.push({ dealId: brief.id, contactId: contact.id, isPrimary: true, role: null });
    if (random.chance(SECOND_CONTACT_SHARE)) {
      const role = "Also in the conversation";
      rows.links.push({ dealId: brief.id, contactId: second.id, isPrimary: false, role });
    }
  }
  return rows;
}

/** What is sold to whom. Customers come round after round, so few have two open deals. */
function openingsOf({ customers, offers }: CompanyPlan, random: Random) {
  const wishes = new Map(customers.map((company) => [company, random.shuffled(offers)]));
  return offers.flatMap((_, round) =>
    (round === 0 ? customers : random.shuffled(customers)).map((company) => ({
      company,
      offer: wishes.get(company)?.[round] ?? random.pick(offers),
    })),
  );
}

function endingsOf(
  plan: CompanyPlan,
  random: Random,
): { scenario: ScenarioName; ending: Ending }[] {
  const closed = (cast: Cast, outcome: "won" | "lost") =>
    namesIn(cast).map((scenario) => ({
      scenario,
      ending: { outcome, ago: random.between(0.5, HISTORY_DAYS) },
    }));
  return [
    ...namesIn(plan.open).map((scenario) => ({ scenario, ending: { outcome: "open" as const } })),
    ...random.shuffled([...closed(plan.won, "won"), ...closed(plan.lost, "lost")]),
  ];
}

function amountOf(random: Random): bigint {
  const rounded = Math.round(random.around(MEDIAN_VALUE, VALUE_SPREAD) / ROUND_VALUE) * ROUND_VALUE;
  return BigInt(Math.max(ROUND_VALUE, rounded) * MINOR_UNITS);
}

function currencyOf(plan: CompanyPlan, random: Random, number: number): string {
  if (plan.currencyWithoutRate && number === WITHOUT_RATE) return plan.currencyWithoutRate;
  let left = random.between(0, 100);
  for (const { code, percent } of plan.currencies) {
    left -= percent;
    if (left < 0) return code;
  }
  return plan.team.currency;
}
