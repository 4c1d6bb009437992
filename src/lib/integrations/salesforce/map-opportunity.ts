import { domainOf } from "#lib/integrations/company-domain.ts";
import type { RemoteContact, RemoteDeal, RemoteStageRef } from "#lib/integrations/remote-record.ts";
import type { ContactRole, HistoryRow, Opportunity } from "#lib/integrations/salesforce/wire.ts";

/** Longest name that a deal here has; Salesforce's own limit is 120. */
const MAX_TEXT = 300;

/** What a stage is, beyond its name, as the org's list of stages says. */
export type KnownStages = ReadonlyMap<string, RemoteStageRef>;

export function stageRef(
  name: string,
  stages: KnownStages,
  said: { isClosed: boolean; isWon: boolean; probability: number | null } | null,
): RemoteStageRef {
  const known = stages.get(name.toLowerCase());
  const probability = said?.probability ?? null;
  return {
    pipeline: "",
    id: name,
    label: known?.label ?? name,
    isClosed: said?.isClosed ?? known?.isClosed ?? null,
    isWon: said?.isWon ?? known?.isWon ?? null,
    probability: probability === null ? (known?.probability ?? null) : probability / 100,
  };
}

/** An opportunity with what stands around it, as a deal. */
export function mapOpportunity(
  row: Opportunity,
  related: { contacts: readonly ContactRole[]; history: readonly HistoryRow[] },
  stages: KnownStages,
): RemoteDeal {
  const name = row.Name ?? "Unnamed opportunity";
  const closedAt = row.IsClosed ? (row.LastStageChangeDate ?? closeMoment(row)) : null;
  return {
    externalId: row.Id,
    name: name.slice(0, MAX_TEXT),
    company: row.Account?.Name?.slice(0, MAX_TEXT) ?? null,
    companyDomain: domainOf(row.Account?.Website ?? null),
    amount: row.Amount,
    currency: row.CurrencyIsoCode,
    stage: stageRef(row.StageName ?? "", stages, {
      isClosed: row.IsClosed,
      isWon: row.IsWon,
      probability: row.Probability,
    }),
    expectedCloseOn: row.CloseDate,
    nextStep: row.NextStep,
    ownerEmail: row.Owner?.Email ?? null,
    createdAt: row.CreatedDate,
    stageEnteredAt: row.LastStageChangeDate,
    closedAt,
    closeReason: null,
    changedAt: row.SystemModstamp,
    contacts: related.contacts.map(toContact),
    history: related.history.flatMap((entry) =>
      entry.StageName === null
        ? []
        : [
            {
              externalId: entry.Id,
              stage: stageRef(entry.StageName, stages, null),
              enteredAt: entry.CreatedDate,
            },
          ],
    ),
  };
}

/** A closed opportunity whose change of stage is not told: its close date, if that has been. */
function closeMoment({ CloseDate, LastModifiedDate }: Opportunity): Date {
  const day = CloseDate === null ? null : new Date(`${CloseDate}T12:00:00Z`);
  return day && day < LastModifiedDate ? day : LastModifiedDate;
}

function toContact({ ContactId, Contact, Role, IsPrimary }: ContactRole): RemoteContact {
  return {
    externalId: ContactId,
    name: Contact?.Name ?? Contact?.Email ?? "Unnamed contact",
    email: Contact?.Email?.toLowerCase() ?? null,
    title: Contact?.Title ?? null,
    phone: Contact?.Phone ?? null,
    company: null,
    role: Role,
    isPrimary: IsPrimary,
  };
}
