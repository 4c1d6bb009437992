import { hubspot } from "#lib/integrations/hubspot/hubspot.ts";
import type { CrmProvider } from "#lib/integrations/provider.ts";
import { REAL_PACE } from "#lib/integrations/real-pace.ts";
import { runSync } from "#lib/integrations/run-sync.ts";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { seal } from "#lib/platform/secret-box.ts";
import { fillPortal } from "#test/standins/hubspot/sample-portal.ts";
import { startHubSpot } from "#test/standins/hubspot/server.ts";
import { BENCH_TEAM, BENCH_USER } from "./fill-book.ts";
import { atMost, type BenchCase, secondsOf } from "./measure.ts";

const DEALS = 500;

/** One run over a portal of 500 deals, at the pace that HubSpot allows, into the full book. */
export const sync: BenchCase = {
  name: "sync",
  async run({ now }) {
    const portal = await startHubSpot(Date.now, Number(new URL(env().hubspotBaseUrl).port));
    try {
      fillPortal(portal, { count: DEALS, now: now.getTime(), owners: [] });
      await db().hubSpotIntegration.create({
        data: {
          userId: BENCH_USER,
          teamId: BENCH_TEAM,
          apiKey: seal("good-key", "hubspot.api_key"),
        },
      });
      const run = async (created: number) => {
        const deadline = Number.POSITIVE_INFINITY;
        const result = await runSync(hubspot as unknown as CrmProvider, BENCH_USER, {
          now,
          deadline,
          pace: REAL_PACE,
        });
        if (result?.created !== created) throw new Error(JSON.stringify(result));
      };
      return [
        atMost("CRM sync of 500 deals", await secondsOf(() => run(DEALS)), 5, "s"),
        atMost("The same again", await secondsOf(() => run(0)), 5, "s"),
      ];
    } finally {
      await portal.stop();
    }
  },
};
