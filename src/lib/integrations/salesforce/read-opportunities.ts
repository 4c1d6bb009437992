import type { RemoteDeal } from "#lib/integrations/remote-record.ts";
import { type KnownStages, mapOpportunity } from "#lib/integrations/salesforce/map-opportunity.ts";
import type { OrgReader } from "#lib/integrations/salesforce/org-reader.ts";
import { after, listOf, type Place } from "#lib/integrations/salesforce/soql.ts";
import {
  type ContactRole,
  contactRoleSchema,
  type HistoryRow,
  historySchema,
  opportunitySchema,
} from "#lib/integrations/salesforce/wire.ts";
import type { SyncError } from "#lib/integrations/schema.ts";

/** Opportunities of one page: with what stands around them some six requests. */
export const PAGE_SIZE = 200;

const FIELDS = [
  ...["Id", "IsDeleted", "Name", "StageName", "Amount", "CloseDate", "Probability", "IsClosed"],
  ...["IsWon", "NextStep", "CreatedDate", "LastModifiedDate", "SystemModstamp"],
  ...["Owner.Email", "Account.Name", "Account.Website"],
];
/** Not in every org, or not for every user. */
const OPTIONAL_FIELDS = ["LastStageChangeDate", "CurrencyIsoCode"];

export type OpportunityPage = {
  deals: RemoteDeal[];
  gone: string[];
  problems: SyncError[];
  /** Where the next page begins; null when this was the last one. */
  next: Place | null;
};

/** The opportunities changed after a place, the one changed longest ago first. */
export async function readOpportunities(
  reader: OrgReader,
  place: Place,
  stages: KnownStages,
): Promise<OpportunityPage> {
  const { rows, problems, last } = await reader.page(
    { object: "Opportunity", fields: FIELDS, optional: OPTIONAL_FIELDS },
    `WHERE ${after("SystemModstamp", place)} ORDER BY SystemModstamp, Id LIMIT ${PAGE_SIZE}`,
    opportunitySchema,
  );
  const present = rows.filter(({ IsDeleted }) => !IsDeleted);
  const ids = present.map(({ Id }) => Id);
  const contacts = Map.groupBy(await readContacts(reader, ids), (row) => row.OpportunityId);
  const history = Map.groupBy(await readHistory(reader, ids), (row) => row.OpportunityId);
  return {
    deals: present.map((row) =>
      mapOpportunity(
        row,
        { contacts: contacts.get(row.Id) ?? [], history: history.get(row.Id) ?? [] },
        stages,
      ),
    ),
    gone: rows.filter(({ IsDeleted }) => IsDeleted).map(({ Id }) => Id),
    problems,
    next: last,
  };
}

async function readContacts(reader: OrgReader, ids: string[]): Promise<ContactRole[]> {
  if (ids.length === 0) return [];
  const { rows } = await reader.optionalPage(
    {
      object: "OpportunityContactRole",
      fields: [
        ...["OpportunityId", "ContactId", "Role", "IsPrimary"],
        ...["Contact.Name", "Contact.Email", "Contact.Title", "Contact.Phone"],
      ],
      optional: [],
    },
    `WHERE OpportunityId IN ${listOf(ids)} AND IsDeleted = false ORDER BY Id`,
    contactRoleSchema,
  );
  return rows;
}

async function readHistory(reader: OrgReader, ids: string[]): Promise<HistoryRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await reader.optionalPage(
    {
      object: "OpportunityHistory",
      fields: ["Id", "OpportunityId", "StageName", "Probability", "CreatedDate"],
      optional: [],
    },
    `WHERE OpportunityId IN ${listOf(ids)} ORDER BY CreatedDate, Id`,
    historySchema,
  );
  return rows;
}
