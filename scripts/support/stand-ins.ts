import { startGoogle } from "../../src/test/standins/google/server.ts";
import { fillPortal } from "../../src/test/standins/hubspot/sample-portal.ts";
import { startHubSpot } from "../../src/test/standins/hubspot/server.ts";
import { fillOrg } from "../../src/test/standins/salesforce/sample-org.ts";
import { startSalesforce } from "../../src/test/standins/salesforce/server.ts";
import type { Command } from "./command.ts";

const DEALS = 120;
const DAY = 86_400_000;
const OWNERS = ["owner@demo.test", "member@demo.test"];

/**
 * Starts a generated account of each provider on this machine, so that integrations can be tried
 * without any account. Gives the variables that point the app at them, and how to connect.
 */
export async function startStandIns(
  command: Command,
): Promise<{ env: Record<string, string>; words: string }> {
  const now = Date.now();
  const org = await startSalesforce(Date.now);
  const portal = await startHubSpot(Date.now);
  const google = await startGoogle();
  for (const server of [org, portal, google]) command.onEnd(() => server.stop());
  fillOrg(org, { count: DEALS, now, owners: OWNERS });
  fillPortal(portal, { count: DEALS, now, owners: OWNERS });
  const calendar = google.calendars.get("primary");
  for (let n = 0; n < 8; n += 1) {
    const start = now + (n + 0.5) * DAY;
    calendar?.events.set(`event${n}`, {
      id: `event${n}`,
      status: "confirmed",
      summary: `Review with Account ${n * 3}`,
      start: { dateTime: new Date(start).toISOString() },
      end: { dateTime: new Date(start + DAY / 24).toISOString() },
    });
  }
  return {
    env: {
      SALESFORCE_ALLOW_ANY_HOST: "1",
      HUBSPOT_BASE_URL: portal.url,
      GOOGLE_CALENDAR_BASE_URL: google.url,
      GOOGLE_OAUTH_BASE_URL: google.url,
      GOOGLE_CLIENT_ID: google.client.id,
      GOOGLE_CLIENT_SECRET: google.client.secret,
    },
    words: [
      "Stand-ins for the providers, to be connected under Settings → Integrations:",
      `  Salesforce       address ${org.url}, access token good-token`,
      `                   or client id client, client secret client-secret`,
      `  HubSpot          Service Key good-key`,
      `  Google Calendar  Connect with Google, calendar primary`,
    ].join("\n"),
  };
}
