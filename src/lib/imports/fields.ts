/** What can be imported, and the columns each kind of file may have. Safe for the browser. */

export const IMPORT_KINDS = ["deals", "activities", "stage_history"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const KIND_LABELS: Record<ImportKind, string> = {
  deals: "Deals",
  activities: "Activities",
  stage_history: "Stage history",
};

export const DEAL_FIELDS = [
  "externalId",
  "name",
  "company",
  "companyDomain",
  "contactName",
  "contactEmail",
  "stage",
  "status",
  "isClosed",
  "isWon",
  "probability",
  "value",
  "currency",
  "expectedCloseOn",
  "createdAt",
  "stageEnteredAt",
  "closedAt",
  "closeReason",
  "nextStep",
  "nextStepDueOn",
  "owner",
  "location",
  "product",
  "isDeleted",
] as const;
export type DealField = (typeof DEAL_FIELDS)[number];

export const ACTIVITY_FIELDS = [
  "externalId",
  "dealId",
  "type",
  "direction",
  "occurredAt",
  "createdAt",
  "endsAt",
  "durationSeconds",
  "status",
  "subject",
  "note",
  "actor",
  "isDeleted",
] as const;
export type ActivityField = (typeof ACTIVITY_FIELDS)[number];

export const STAGE_HISTORY_FIELDS = ["dealId", "stage", "enteredAt", "isDeleted"] as const;
export type StageHistoryField = (typeof STAGE_HISTORY_FIELDS)[number];

export type ImportField = DealField | ActivityField | StageHistoryField;

export const ALL_FIELDS = [
  ...new Set([...DEAL_FIELDS, ...ACTIVITY_FIELDS, ...STAGE_HISTORY_FIELDS]),
] as const;

export const FIELDS_OF: Record<ImportKind, readonly ImportField[]> = {
  deals: DEAL_FIELDS,
  activities: ACTIVITY_FIELDS,
  stage_history: STAGE_HISTORY_FIELDS,
};

/** Without a column for each of these the file cannot be imported as this kind. */
export const REQUIRED_FIELDS: Record<ImportKind, readonly ImportField[]> = {
  deals: [],
  activities: ["dealId", "occurredAt"],
  stage_history: ["dealId", "stage", "enteredAt"],
};

export const FIELD_LABELS: Record<ImportField, string> = {
  externalId: "Id",
  name: "Name",
  company: "Company",
  companyDomain: "Company website",
  contactName: "Contact",
  contactEmail: "Contact e-mail",
  stage: "Stage",
  status: "Status",
  isClosed: "Is closed",
  isWon: "Is won",
  probability: "Probability",
  value: "Value",
  currency: "Currency",
  expectedCloseOn: "Close date",
  createdAt: "Created",
  stageEnteredAt: "In stage since",
  closedAt: "Closed",
  closeReason: "Close reason",
  nextStep: "Next step",
  nextStepDueOn: "Next step due",
  owner: "Owner",
  location: "Location",
  product: "Product",
  isDeleted: "Deleted",
  dealId: "Deal id",
  type: "Type",
  direction: "Direction",
  occurredAt: "When",
  endsAt: "End",
  durationSeconds: "Duration in seconds",
  subject: "Subject",
  note: "Note",
  actor: "Done by",
  enteredAt: "Entered at",
};

/** Longest text that is kept, in characters; longer is an error of its row, never cut. */
export const MAX_TEXT: Partial<Record<ImportField, number>> = {
  externalId: 200,
  dealId: 200,
  name: 500,
  company: 300,
  companyDomain: 300,
  contactName: 300,
  contactEmail: 320,
  stage: 200,
  closeReason: 300,
  nextStep: 1_000,
  owner: 320,
  actor: 320,
  location: 300,
  product: 300,
  type: 200,
  subject: 1_000,
  note: 10_000,
};
