import type { Metadata } from "next";
import { IntegrationCard } from "#components/integrations/integration-card.tsx";
import { IntegrationLog } from "#components/integrations/integration-log.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { requireUser } from "#lib/auth/require-user.ts";
import { listIntegrations } from "#lib/integrations/list-integrations.ts";
import { listLog } from "#lib/integrations/list-log.ts";

export const metadata: Metadata = { title: "Integrations" };

const MOST_ENTRIES = 10;
const MOST_TEXT = 500;

type Props = {
  searchParams: Promise<{ problem?: string | string[]; connected?: string | string[] }>;
};

export default async function IntegrationsPage({ searchParams }: Props) {
  const ctx = await requireUser();
  const { problem, connected } = await searchParams;
  const integrations = await listIntegrations(ctx);
  const { entries } = await listLog(ctx, { limit: MOST_ENTRIES });
  const clock = { now: ctx.now.toISOString(), timeZone: ctx.user.timezone };
  const count = integrations.filter((integration) => integration.connected).length;
  return (
    <>
      <PageHeader
        title="Integrations"
        note={count === 0 ? "none connected" : `${count} connected`}
      />
      {typeof problem === "string" ? (
        <Alert tone="error">{problem.slice(0, MOST_TEXT)}</Alert>
      ) : null}
      {typeof connected === "string" ? (
        <Alert tone="success">Connected. The first sync has begun.</Alert>
      ) : null}
      <ul>
        {integrations.map((integration) => (
          <IntegrationCard key={integration.provider} integration={integration} clock={clock} />
        ))}
      </ul>
      {entries.length > 0 ? (
        <Section id="activity" title="Recent activity" className="pt-8">
          <IntegrationLog entries={entries} clock={clock} showProvider />
        </Section>
      ) : null}
    </>
  );
}
