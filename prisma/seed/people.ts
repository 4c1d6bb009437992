import type { Role } from "#lib/access/policy.ts";
import type { Company } from "./companies.ts";
import type { Random } from "./random.ts";

/** Somebody who signs in. */
export type Member = { id: string; email: string; name: string; role: Role };

/** Those who work at the two generated companies. The e-mail addresses are part of the README. */
export const NORTHWIND_MEMBERS = {
  owner: member("owner", "Katharina Lenz", "owner"),
  admin: member("admin", "Marc Delvaux", "admin"),
  member: member("member", "Amira Haddad", "member"),
  viewer: member("viewer", "Tomasz Zielinski", "viewer"),
} as const;

export const GLOBEX_MEMBERS = { owner: member("outsider", "Dana Whitlock", "owner") } as const;

function member(account: string, name: string, role: Role): Member {
  return { id: `user_demo_${account}`, email: `${account}@demo.test`, name, role };
}

/** Somebody at a customer. */
export type Person = { id: string; name: string; email: string; title: string };

const FIRST_NAMES = `
  Anna Beatriz Björn Carla Claire Daniel Elena Emil Erik Fatima Femke Georg Giulia Hanna
  Henrik Ines Isabel Jakub Jana Joris Julia Kaan Laura Lena Leon Luca Magda Marco Maria
  Mehmet Mikkel Nadia Nina Oliver Paula Pedro Petra Rafael Saskia Sofia Thea Viktor Yara`
  .trim()
  .split(/\s+/);
const LAST_NAMES = `
  Almeida Andersen Arslan Bakker Bauer Bianchi Brandt Carvalho Conti Dahl Dubois Eriksen
  Falk Ferrari Fischer Fontaine Garcia Hartmann Holm Horvath Jansen Kaya Keller Kowalska
  Krause Larsen Lindqvist Lopez Marchetti Meyer Moreau Nielsen Novak Okafor Petersen Quinn
  Richter Rossi Santos Schubert Silva Sorensen Steiner Tanaka Vermeer Vogel Walsh Weber`
  .trim()
  .split(/\s+/);
const TITLES = [
  "Head of Operations",
  "Chief Financial Officer",
  "Warehouse Manager",
  "IT Director",
  "Purchasing Lead",
  "Supply Chain Manager",
  "Managing Director",
  "Project Manager",
];

/** Two people whom the company's deals go through: who decides and who is asked. */
export function contactsAt(company: Company, random: Random): [Person, Person] {
  const someone = (): Person => {
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    return {
      id: random.id(),
      name: `${first} ${last}`,
      email: `${plain(first)}.${plain(last)}@${company.domain}`,
      title: random.pick(TITLES),
    };
  };
  return [someone(), someone()];
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}
