import { domainOf } from "#lib/integrations/company-domain.ts";
import type { Linked } from "#lib/integrations/hubspot/read-related.ts";
import { stampOf } from "#lib/integrations/hubspot/search-pages.ts";
import type { HubSpotObject } from "#lib/integrations/hubspot/wire.ts";
import type { RemoteContact, RemoteDeal, RemoteStageRef } from "#lib/integrations/remote-record.ts";

export const DEAL_PROPERTIES = [
  ...["dealname", "amount", "deal_currency_code", "closedate", "dealstage", "pipeline"],
  ...["createdate", "hubspot_owner_id", "hs_next_step", "hs_is_closed", "hs_is_closed_won"],
  ...["closed_lost_reason", "closed_won_reason"],
];
export const CONTACT_PROPERTIES = [
  "firstname",
  "lastname",
  "email",
  "jobtitle",
  "phone",
  "company",
];
export const COMPANY_PROPERTIES = ["name", "domain"];

const MAX_TEXT = 300;

export type Surroundings = {
  stages: ReadonlyMap<string, RemoteStageRef>;
  owners: ReadonlyMap<string, string>;
  contactLinks: ReadonlyMap<string, readonly Linked[]>;
  contacts: ReadonlyMap<string, HubSpotObject>;
  companyLinks: ReadonlyMap<string, readonly Linked[]>;
  companies: ReadonlyMap<string, HubSpotObject>;
};

/** The property that holds when a deal last entered a stage. */
export const enteredProperty = (stageId: string) => `hs_v2_date_entered_${stageId}`;

export function mapDeal(object: HubSpotObject, around: Surroundings): RemoteDeal {
  const read = (name: string) => object.properties[name]?.trim() || null;
  const company = around.companies.get(around.companyLinks.get(object.id)?.[0]?.id ?? "");
  const stage = stageOf(object, around.stages);
  const isClosed = stage.isClosed === true;
  const closesAt = momentOf(read("closedate"));
  const enteredAt = momentOf(read(enteredProperty(stage.id)));
  return {
    externalId: object.id,
    name: (read("dealname") ?? "Unnamed deal").slice(0, MAX_TEXT),
    company: company?.properties.name?.slice(0, MAX_TEXT) || null,
    companyDomain: domainOf(company?.properties.domain ?? null),
    amount: read("amount"),
    currency: read("deal_currency_code"),
    stage,
    expectedCloseOn: closesAt?.toISOString().slice(0, 10) ?? null,
    nextStep: read("hs_next_step"),
    ownerEmail: around.owners.get(read("hubspot_owner_id") ?? "") ?? null,
    createdAt:
      momentOf(read("createdate") ?? object.createdAt ?? null) ?? new Date(stampOf(object)),
    stageEnteredAt: enteredAt,
    closedAt: isClosed ? (enteredAt ?? closesAt) : null,
    closeReason: read("closed_lost_reason") ?? read("closed_won_reason"),
    changedAt: new Date(stampOf(object)),
    contacts: contactsOf(object.id, around),
    history: historyOf(object, around.stages),
  };
}

export const stageKeyOf = (pipeline: string, id: string) => `${pipeline}/${id}`;

function stageOf(
  { properties }: HubSpotObject,
  stages: ReadonlyMap<string, RemoteStageRef>,
): RemoteStageRef {
  const pipeline = properties.pipeline ?? "";
  const id = properties.dealstage ?? "";
  const known = stages.get(stageKeyOf(pipeline, id));
  if (known) return known;
  const isClosed = properties.hs_is_closed ? properties.hs_is_closed === "true" : null;
  const isWon = properties.hs_is_closed_won === "true";
  return { pipeline, id, label: id, isClosed, isWon, probability: null };
}

/** The last entry into each stage of the deal's pipeline: earlier visits are not told. */
function historyOf(
  { id, properties }: HubSpotObject,
  stages: ReadonlyMap<string, RemoteStageRef>,
): RemoteDeal["history"] {
  return [...stages.values()].flatMap((stage) => {
    const enteredAt = momentOf(properties[enteredProperty(stage.id)] ?? null);
    if (stage.pipeline !== properties.pipeline || !enteredAt) return [];
    const externalId = `stage:${id}:${stage.id}:${enteredAt.getTime()}`;
    return [{ externalId, stage, enteredAt }];
  });
}

function contactsOf(dealId: string, around: Surroundings): RemoteContact[] {
  return (around.contactLinks.get(dealId) ?? []).flatMap(({ id, label }, index) => {
    const contact = around.contacts.get(id);
    if (!contact) return [];
    const { firstname, lastname, email, jobtitle, phone, company } = contact.properties;
    const name = [firstname, lastname].filter(Boolean).join(" ") || email || "Unnamed contact";
    return [
      {
        externalId: id,
        name,
        email: email?.toLowerCase() || null,
        title: jobtitle || null,
        phone: phone || null,
        company: company || null,
        role: label,
        isPrimary: index === 0,
      },
    ];
  });
}

/** HubSpot writes moments as ISO 8601 or as epoch milliseconds; null for neither. */
export function momentOf(text: string | null): Date | null {
  if (!text) return null;
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at);
}
