import type { HubSpotKind, HubSpotStandIn } from "#test/standins/hubspot/server.ts";

const DAY = 86_400_000;

const stage = (id: string, label: string, displayOrder: number, probability: string) => ({
  id,
  label,
  displayOrder,
  metadata: { probability, isClosed: String(probability === "1.0" || probability === "0.0") },
});

/** The default pipeline, and one of the portal's own with numeric stage ids. */
export const PIPELINES = [
  {
    id: "default",
    label: "Sales Pipeline",
    displayOrder: 0,
    stages: [
      stage("appointmentscheduled", "Appointment Scheduled", 0, "0.2"),
      stage("qualifiedtobuy", "Qualified To Buy", 1, "0.4"),
      stage("presentationscheduled", "Presentation Scheduled", 2, "0.6"),
      stage("decisionmakerboughtin", "Decision Maker Bought-In", 3, "0.8"),
      stage("contractsent", "Contract Sent", 4, "0.9"),
      stage("closedwon", "Closed Won", 5, "1.0"),
      stage("closedlost", "Closed Lost", 6, "0.0"),
    ],
  },
  {
    id: "7654321",
    label: "Partners",
    displayOrder: 1,
    stages: [
      stage("11111111", "First talk", 0, "0.1"),
      stage("11111112", "Offer", 1, "0.5"),
      stage("11111113", "Signed", 2, "1.0"),
      stage("11111114", "Declined", 3, "0.0"),
    ],
  },
];

/** Fills a portal with deals of both pipelines, some half filled in, and what stands around them. */
export function fillPortal(
  portal: HubSpotStandIn,
  { count, now, owners }: { count: number; now: number; owners: readonly string[] },
): void {
  portal.pipelines = PIPELINES;
  portal.owners = owners.map((email, index) => ({ id: String(500 + index), email }));
  const stages = PIPELINES.flatMap(({ id, stages: of }) =>
    of.map((entry) => ({ pipeline: id, ...entry })),
  );
  for (let n = 0; n < count; n += 1) {
    const at = stages[n % stages.length] ?? stages[0];
    if (!at) return;
    const createdAt = now - (90 - (n % 60)) * DAY;
    const enteredAt = createdAt + 20 * DAY;
    const id = String(9_000_000 + n);
    const put = (kind: HubSpotKind, of: string, properties: Record<string, string | null>) =>
      portal.rows[kind].set(of, {
        id: of,
        archived: false,
        createdAt: new Date(createdAt).toISOString(),
        properties: {
          createdate: new Date(createdAt).toISOString(),
          hs_object_id: of,
          hs_lastmodifieddate: new Date(enteredAt + n).toISOString(),
          ...properties,
        },
      });
    put("deals", id, {
      dealname: `Deal ${n}`,
      amount: n % 7 === 3 ? null : n % 7 === 4 ? "" : String(1_000 * (n + 1) + 0.5),
      deal_currency_code: n % 5 === 0 ? "USD" : null,
      closedate: new Date(now + (30 - (n % 20)) * DAY).toISOString(),
      dealstage: at.id,
      pipeline: at.pipeline,
      hubspot_owner_id: String(500 + (n % Math.max(1, owners.length))),
      hs_next_step: n % 3 === 0 ? "Send the quote" : null,
      hs_is_closed: at.metadata.isClosed,
      hs_is_closed_won: String(at.metadata.probability === "1.0"),
      [`hs_v2_date_entered_${at.id}`]: new Date(enteredAt).toISOString(),
    });
    const company = String(700 + (n % 40));
    put("companies", company, { name: `Company ${n % 40}`, domain: `company${n % 40}.example` });
    portal.links.push({ from: "deals", fromId: id, to: "companies", toId: company });
    if (n % 2 === 0) {
      const contact = String(51_000 + (n % 50));
      put("contacts", contact, {
        firstname: "Contact",
        lastname: String(n % 50),
        email: `contact${n % 50}@company.example`,
        jobtitle: "CTO",
      });
      portal.links.push({ from: "deals", fromId: id, to: "contacts", toId: contact });
    }
    const kind = (["calls", "emails", "meetings", "notes"] as const)[n % 4] ?? "calls";
    const engagement = String(800_000 + n);
    put(kind, engagement, {
      hs_timestamp: new Date(enteredAt + DAY).toISOString(),
      ...(kind === "calls" ? { hs_call_title: "Call", hs_call_direction: "OUTBOUND" } : {}),
      ...(kind === "emails"
        ? {
            hs_email_subject: "Re: offer",
            hs_email_direction: "INCOMING_EMAIL",
            hs_email_text: "Yes.",
          }
        : {}),
      ...(kind === "meetings"
        ? {
            hs_meeting_title: "Review",
            hs_meeting_start_time: new Date(enteredAt + DAY).toISOString(),
            hs_meeting_end_time: new Date(enteredAt + DAY + 3_600_000).toISOString(),
          }
        : {}),
      ...(kind === "notes" ? { hs_note_body: "<p>They like it</p>" } : {}),
    });
    portal.links.push({ from: kind, fromId: engagement, to: "deals", toId: id });
  }
}
