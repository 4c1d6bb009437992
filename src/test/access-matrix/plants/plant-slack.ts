import { db } from "#lib/platform/db.ts";
import { seal } from "#lib/platform/secret-box.ts";
import type { DealFacts } from "#lib/slack/message/facts.ts";
import {
  allCells,
  idOf,
  isSecret,
  LONG_AGO,
  ownerOf,
  SECRET,
  teamOf,
  workspaceOf,
} from "../world.ts";

/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9/services/T/B/x";

/** A Slack channel in each workspace, with a message that was given up. */
export async function plantSlack(): Promise<void> {
  const cells = allCells().filter(({ relation }) => relation !== "own" && relation !== "assigned");
  await db().slackIntegration.createMany({
    data: cells.map((cell) => ({
      id: idOf("slack", cell),
      workspaceId: workspaceOf(cell),
      userId: ownerOf(cell),
      teamId: teamOf(cell.relation),
      webhookUrl: seal(NOWHERE, "slack.webhook_url"),
      channelName: isSecret(cell.relation) ? `#${SECRET}` : "#deals",
      events: ["deal.created"],
      createdAt: LONG_AGO,
    })),
  });
  await db().slackMessage.createMany({
    data: cells.map((cell) => ({
      id: idOf("slackmessage", cell),
      slackId: idOf("slack", cell),
      event: "deal.created",
      data: { ...FACTS, name: isSecret(cell.relation) ? SECRET : "Acme" },
      status: "dead" as const,
      attemptCount: 8,
      createdAt: LONG_AGO,
    })),
  });
}

const FACTS: DealFacts = {
  kind: "deal",
  id: "deal",
  name: "",
  company: null,
  value: 0,
  currency: "USD",
  stage: "discovery",
  oldStage: null,
  band: "low",
  oldBand: null,
  reason: null,
  expectedCloseOn: null,
  responsible: "Somebody",
  changes: [],
  by: "Somebody",
  at: LONG_AGO.toISOString(),
};
