import { createHash } from "node:crypto";
import { isClosedStage, type Stage } from "#lib/deals/stages.ts";
import { currencyOf } from "./currency-names.ts";
import { parseMoney } from "./parse-money.ts";
import { parseStage } from "./parse-stage.ts";
import {
  problem,
  type Row,
  RowProblem,
  rawCell,
  readDay,
  readFlag,
  readPast,
  readText,
  requireText,
} from "./read-cell.ts";

/**
 * A deal as the file tells it; null where it says nothing. Which columns it has at all is in the
 * plan's mapping. Days are `YYYY-MM-DD`, the value is in minor units.
 */
export type ImportedDeal = {
  row: number;
  /** Of the file, or made from name and company when it has none. */
  externalId: string;
  name: string;
  company: string | null;
  companyDomain: string | null;
  contactName: string | null;
  contactEmail: string | null;
  location: string | null;
  stage: Stage;
  /** The file's own name of the stage. */
  remoteStage: string | null;
  /** Null for an empty cell. */
  value: bigint | null;
  currency: string;
  expectedCloseOn: string | null;
  nextStep: string | null;
  nextStepDueOn: string | null;
  /** Name, e-mail or id, as in the file. */
  owner: string | null;
  createdAt: Date | null;
  stageEnteredAt: Date | null;
  /** Null for open deals, and for closed ones when the file gives no date that has passed. */
  closedAt: Date | null;
  closeReason: string | null;
};

/** Things that were settled for somebody and are worth a count in the report. */
export type Notes = { rounded: number; emailsLeftOut: number };

const EMAIL = /^[^\s@"<>,;]+@[^\s@"<>,;]+\.[^\s@"<>,;]+$/;
const DOMAIN = /^(?:[a-z\d-]+\.)+[a-z\d-]{2,}$/;

/**
 * Makes the function that reads a deal from a row. It remembers the ids it has seen, because two
 * rows with one id would be two truths about one deal: the first is taken, the others are problems.
 */
export function createDealMapper(notes: Notes): (row: Row) => ImportedDeal {
  const rowOfId = new Map<string, number>();
  const namesakes = new Map<string, number>();

  return (row) => {
    if (readFlag(row, "isDeleted") === true) {
      throw problem(row, "isDeleted", "says that the deal was deleted at its source");
    }
    const { name, company, externalId } = readIdentity(row, namesakes);
    const first = rowOfId.get(externalId);
    if (first !== undefined) {
      throw problem(row, "externalId", `is the id of row ${first} too; only the first is imported`);
    }
    const { stage, remoteStage } = readStage(row);
    const deal = {
      row: row.number,
      externalId,
      name,
      company,
      companyDomain: readDomain(row),
      contactName: readText(row, "contactName"),
      contactEmail: readEmail(row, notes),
      location: readText(row, "location"),
      stage,
      remoteStage,
      ...readValue(row, notes),
      expectedCloseOn: readDay(row, "expectedCloseOn"),
      nextStep: readText(row, "nextStep"),
      nextStepDueOn: readDay(row, "nextStepDueOn"),
      owner: readText(row, "owner"),
      ...readMoments(row, stage),
      closeReason: readText(row, "closeReason"),
    };
    rowOfId.set(externalId, row.number);
    return deal;
  };
}

/** The deal's name and id; each stands in for the other where the file has only one. */
function readIdentity(row: Row, namesakes: Map<string, number>) {
  const company = readText(row, "company");
  const hasIds = row.plan.mapping.fields.externalId !== undefined;
  const id = hasIds
    ? requireText(row, "externalId", "a later import could not find this deal again")
    : null;
  const name = readText(row, "name") ?? builtName(company, readText(row, "product"), id);
  if (name === null) throw new RowProblem("name", "Name is empty; give the deal a name");
  if (id !== null) return { name, company, externalId: id };

  // Namesakes are counted, so that two equal rows stay two deals, in this import and the next.
  const key = `${name}\n${company ?? ""}`.toLowerCase();
  const count = (namesakes.get(key) ?? 0) + 1;
  namesakes.set(key, count);
  const digest = createHash("sha256").update(`${key}\n${count}`).digest("base64url").slice(0, 24);
  return { name, company, externalId: `name-${digest}` };
}

function builtName(
  company: string | null,
  product: string | null,
  id: string | null,
): string | null {
  if (company) return product ? `${company} – ${product}` : company;
  if (product && id) return `${product} ${id}`;
  return product ?? (id ? `Deal ${id}` : null);
}

function readStage(row: Row): { stage: Stage; remoteStage: string | null } {
  const { stage: stageColumn, status, isClosed, isWon, probability } = row.plan.mapping.fields;
  const remoteStage = readText(row, "stage");
  if (!stageColumn && !status && !isClosed && !isWon && !probability) {
    return { stage: "discovery", remoteStage };
  }
  const reading = parseStage(
    {
      stage: remoteStage ?? "",
      status: rawCell(row, "status"),
      isClosed: readFlag(row, "isClosed"),
      isWon: readFlag(row, "isWon"),
      probability: readProbability(row),
    },
    row.plan.stages,
  );
  if ("problem" in reading) throw problem(row, "stage", reading.problem);
  return { stage: reading.stage, remoteStage };
}

/** In percent; HubSpot writes 0.6 for 60%. */
function readProbability(row: Row): number | null {
  const text = rawCell(row, "probability");
  const number = Number(text.replace("%", "").replace(",", ".").trim());
  if (text === "" || Number.isNaN(number)) return null;
  return number <= 1 && !text.includes("%") ? number * 100 : number;
}

function readValue(row: Row, notes: Notes): { value: bigint | null; currency: string } {
  const { plan } = row;
  const named = rawCell(row, "currency");
  const stated = named ? currencyOf(named, plan.currency) : null;
  if (named && !stated)
    throw problem(row, "currency", "is not a currency; write a code such as USD");
  const currency = stated ?? plan.currency;
  const text = rawCell(row, "value");
  if (text === "") return { value: null, currency };
  const money = parseMoney(text, { decimal: plan.decimal, currency });
  if ("problem" in money) throw problem(row, "value", money.problem);
  if (stated && money.currency !== stated) {
    throw problem(row, "value", `is in ${money.currency}, but the currency column says ${stated}`);
  }
  if (money.rounded) notes.rounded += 1;
  return { value: money.minor, currency: money.currency };
}

/** Lower case, without scheme, "www." and path; null for text that is no domain. */
function readDomain(row: Row): string | null {
  const host = readText(row, "companyDomain")
    ?.toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[/:?#].*$/, "");
  return host && DOMAIN.test(host) ? host : null;
}

/** A broken address is left out and counted: it is no reason to lose the deal. */
function readEmail(row: Row, notes: Notes): string | null {
  const text = readText(row, "contactEmail");
  if (text === null) return null;
  if (EMAIL.test(text)) return text.toLowerCase();
  notes.emailsLeftOut += 1;
  return null;
}

/**
 * Salesforce and HubSpot keep one close date: expected while the deal is open, actual once it is
 * closed. A deal that was entered after it had closed counts as created when it closed.
 */
function readMoments(row: Row, stage: Stage) {
  const createdAt = readPast(row, "createdAt");
  const stageEnteredAt = readPast(row, "stageEnteredAt");
  if (!isClosedStage(stage)) return { createdAt, stageEnteredAt, closedAt: null };

  const closedOn = readDay(row, "expectedCloseOn");
  const noon = closedOn === null ? null : new Date(`${closedOn}T12:00:00Z`);
  const closedAt =
    readPast(row, "closedAt") ?? (noon && noon <= row.now ? noon : null) ?? stageEnteredAt;
  if (!closedAt || !createdAt || createdAt <= closedAt)
    return { createdAt, stageEnteredAt, closedAt };
  // Closed on the day it was created, with only one of the two to the minute.
  const isSameDay = createdAt.toISOString().slice(0, 10) === closedOn;
  return isSameDay
    ? { createdAt, stageEnteredAt, closedAt: createdAt }
    : { createdAt: closedAt, stageEnteredAt, closedAt };
}
