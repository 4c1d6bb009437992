import type { CompanyPlan } from "./build-company.ts";
import { GLOBEX_CUSTOMERS, NORTHWIND_CUSTOMERS } from "./companies.ts";
import { GLOBEX_MEMBERS, NORTHWIND_MEMBERS } from "./people.ts";
import {
  GLOBEX_LOST,
  GLOBEX_OPEN,
  GLOBEX_WON,
  NORTHWIND_LOST,
  NORTHWIND_OPEN,
  NORTHWIND_WON,
} from "./scenarios.ts";
import { GLOBEX_OFFERS, NORTHWIND_OFFERS } from "./words.ts";

const { owner, admin, member, viewer } = NORTHWIND_MEMBERS;

/** The company that the demo shows. */
const NORTHWIND: CompanyPlan = {
  seed: 20_261,
  team: {
    id: "team_demo_northwind",
    name: "Northwind",
    slug: "northwind",
    currency: "EUR",
    timezone: "Europe/Berlin",
  },
  members: [owner, admin, member, viewer],
  sellers: [member, admin, owner],
  customers: NORTHWIND_CUSTOMERS,
  offers: NORTHWIND_OFFERS,
  open: NORTHWIND_OPEN,
  won: NORTHWIND_WON,
  lost: NORTHWIND_LOST,
  currencies: [
    { code: "USD", percent: 10, rate: 0.86 },
    { code: "GBP", percent: 7, rate: 1.15 },
    { code: "CHF", percent: 5, rate: 1.07 },
  ],
  currencyWithoutRate: "SEK",
};

/** Another company in the same database, to show that neither sees the other. */
const GLOBEX: CompanyPlan = {
  seed: 20_262,
  team: {
    id: "team_demo_globex",
    name: "Globex",
    slug: "globex",
    currency: "USD",
    timezone: "America/New_York",
  },
  members: [GLOBEX_MEMBERS.owner],
  sellers: [GLOBEX_MEMBERS.owner],
  customers: GLOBEX_CUSTOMERS,
  offers: GLOBEX_OFFERS,
  open: GLOBEX_OPEN,
  won: GLOBEX_WON,
  lost: GLOBEX_LOST,
  currencies: [],
  currencyWithoutRate: null,
};

export const PLANS: readonly CompanyPlan[] = [NORTHWIND, GLOBEX];
