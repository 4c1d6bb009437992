import { type SalesforceStandIn, stamp } from "#test/standins/salesforce/server.ts";

const DAY = 86_400_000;

/** The standard stages of an org, and two of its own. */
export const STAGES = [
  ["Prospecting", 10],
  ["Qualification", 10],
  ["Needs Analysis", 20],
  ["Value Proposition", 50],
  ["Id. Decision Makers", 60],
  ["Perception Analysis", 70],
  ["Proposal/Price Quote", 75],
  ["Negotiation/Review", 90],
  ["Legal", 80],
  ["Disqualified", 0],
  ["Closed Won", 100],
  ["Closed Lost", 0],
] as const;
const CLOSED = new Set<string>(["Disqualified", "Closed Won", "Closed Lost"]);

/** Fills an org with opportunities of every stage, some half filled in, with all that stands around them. */
export function fillOrg(
  org: SalesforceStandIn,
  { count, now, owners }: { count: number; now: number; owners: readonly string[] },
): void {
  for (const [index, [label, probability]] of STAGES.entries()) {
    org.rows.OpportunityStage.set(`01J${index}`, {
      Id: `01J${index}`,
      MasterLabel: label,
      ApiName: label,
      IsActive: true,
      IsClosed: CLOSED.has(label),
      IsWon: label === "Closed Won",
      DefaultProbability: probability,
      SortOrder: index + 1,
    });
  }
  for (let n = 0; n < count; n += 1) addOpportunity(org, n, now, owners);
}

function addOpportunity(
  org: SalesforceStandIn,
  n: number,
  now: number,
  owners: readonly string[],
): void {
  const number = String(n).padStart(9, "0");
  const id = `006XX0000${number}`;
  const [stage, probability] = STAGES[n % STAGES.length] ?? STAGES[0];
  const createdAt = now - (90 - (n % 60)) * DAY;
  const enteredAt = createdAt + 20 * DAY;
  const isClosed = CLOSED.has(stage);
  org.rows.Opportunity.set(id, {
    Id: id,
    IsDeleted: false,
    Name: `Opportunity ${n}`,
    StageName: stage,
    Amount: n % 7 === 3 ? null : 1_000 * (n + 1) + 0.5,
    CloseDate: stamp(now + (30 - (n % 20)) * DAY).slice(0, 10),
    Probability: probability,
    IsClosed: isClosed,
    IsWon: stage === "Closed Won",
    NextStep: n % 3 === 0 ? "Send the quote" : null,
    CreatedDate: stamp(createdAt),
    LastModifiedDate: stamp(createdAt + 25 * DAY + n),
    SystemModstamp: stamp(createdAt + 25 * DAY + n),
    LastStageChangeDate: stamp(enteredAt),
    Owner: { Email: owners[n % owners.length] ?? null },
    Account:
      n % 11 === 5 ? null : { Name: `Account ${n % 40}`, Website: `www.account${n % 40}.example` },
  });
  org.rows.OpportunityHistory.set(`008a${number}`, {
    Id: `008a${number}`,
    OpportunityId: id,
    StageName: "Prospecting",
    Probability: 10,
    CreatedDate: stamp(createdAt),
  });
  if (stage !== "Prospecting") {
    org.rows.OpportunityHistory.set(`008b${number}`, {
      Id: `008b${number}`,
      OpportunityId: id,
      StageName: stage,
      Probability: probability,
      CreatedDate: stamp(enteredAt),
    });
  }
  if (n % 2 === 0) {
    org.rows.OpportunityContactRole.set(`00K${number}`, {
      Id: `00K${number}`,
      OpportunityId: id,
      ContactId: `003${String(n % 50).padStart(9, "0")}`,
      Role: "Decision Maker",
      IsPrimary: true,
      IsDeleted: false,
      Contact: {
        Name: `Contact ${n % 50}`,
        Email: `contact${n % 50}@account.example`,
        Title: "CTO",
        Phone: null,
      },
    });
  }
  const activity = {
    IsDeleted: false,
    WhatId: id,
    What: { Type: "Opportunity" },
    Description: null,
    CreatedDate: stamp(enteredAt + DAY),
    SystemModstamp: stamp(enteredAt + DAY + n),
  };
  org.rows.Task.set(`00T${number}`, {
    ...activity,
    Id: `00T${number}`,
    Subject: n % 2 === 0 ? "Call" : "Email: >> Offer",
    TaskSubtype: n % 2 === 0 ? "Call" : "Email",
    CallType: n % 4 === 0 ? "Inbound" : null,
    CallDisposition: null,
    IsClosed: n % 5 !== 4,
    ActivityDate: stamp(enteredAt + DAY).slice(0, 10),
    CompletedDateTime: n % 5 === 4 ? null : stamp(enteredAt + DAY),
  });
  if (n % 3 === 0) {
    const startsAt = n % 6 === 0 ? now + 2 * DAY : enteredAt + 2 * DAY;
    org.rows.Event.set(`00U${number}`, {
      ...activity,
      Id: `00U${number}`,
      Subject: "Review",
      StartDateTime: stamp(startsAt),
      EndDateTime: stamp(startsAt + 3_600_000),
    });
  }
}
