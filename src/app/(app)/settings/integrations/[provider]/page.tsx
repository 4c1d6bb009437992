import type { Metadata } from "next";
import { notFound } from "next/navigation";
import {
  changeIntegration,
  connectIntegration,
  disconnectIntegration,
  saveStageMapping,
  syncIntegration,
} from "#app/actions/integrations.ts";
import { ConnectForm } from "#components/integrations/connect-form.tsx";
import { ConnectWithGoogle } from "#components/integrations/connect-with-google.tsx";
import {
  Disconnect,
  SyncNow,
  SyncSettings,
} from "#components/integrations/integration-controls.tsx";
import { IntegrationFacts } from "#components/integrations/integration-facts.tsx";
import { IntegrationLog } from "#components/integrations/integration-log.tsx";
import { LogFilter, readLogFilter } from "#components/integrations/log-filter.tsx";
import { PROVIDER_PURPOSE, ProviderHelp } from "#components/integrations/provider-help.tsx";
import { StageMappingForm } from "#components/integrations/stage-mapping-form.tsx";
import { StatusMark } from "#components/integrations/status-mark.tsx";
import { statusWords } from "#components/integrations/status-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { requireUser } from "#lib/auth/require-user.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { getIntegrationPage } from "#lib/integrations/get-integration-page.ts";
import { PROVIDER_LABELS, PROVIDERS } from "#lib/integrations/schema.ts";

type Props = {
  params: Promise<{ provider: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function readProvider(params: Props["params"]) {
  const { provider } = await params;
  return PROVIDERS.find((key) => key === provider) ?? notFound();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: PROVIDER_LABELS[await readProvider(params)] };
}

export default async function IntegrationPage({ params, searchParams }: Props) {
  const ctx = await requireUser();
  const provider = await readProvider(params);
  const filter = readLogFilter(await searchParams);
  const page = await orNotFound(getIntegrationPage(ctx, provider, filter));
  const { integration, stages, log, teams, canSignInWithGoogle, isKeyOnly } = page;
  const { connected, isActive, lastError } = integration;
  const clock = { now: ctx.now.toISOString(), timeZone: ctx.user.timezone };
  const label = PROVIDER_LABELS[provider];
  const path = `/settings/integrations/${provider}`;
  const isCalendar = provider === "google_calendar";
  const isConnectShown = !connected || !isActive;
  return (
    <>
      <PageHeader
        title={label}
        note={<StatusMark {...statusWords(integration, clock)} />}
        actions={
          connected ? (
            <Disconnect action={disconnectIntegration.bind(null, provider)} label={label} />
          ) : null
        }
      />
      <div className="grid gap-8">
        <p className="max-w-prose text-body">{PROVIDER_PURPOSE[provider]}</p>
        {connected && lastError ? <Alert tone="error">{lastError}</Alert> : null}
        {connected ? (
          <Section id="sync" title="Sync">
            <div className="grid gap-5 pt-3 sm:grid-cols-2">
              <div className="grid content-start gap-4">
                <IntegrationFacts integration={integration} clock={clock} />
                {isActive ? (
                  <SyncNow action={syncIntegration.bind(null, provider)} label={label} />
                ) : null}
              </div>
              <SyncSettings
                key={`${integration.syncEnabled} ${integration.writeBack}`}
                action={changeIntegration.bind(null, provider)}
                syncEnabled={integration.syncEnabled}
                writeBack={integration.writeBack}
                canWriteBack={!isKeyOnly}
                what={
                  isCalendar
                    ? "Meetings planned here are written into the calendar. A key cannot do that."
                    : "Stage, value, close date and next step changed here. A newer change there wins."
                }
              />
            </div>
          </Section>
        ) : null}
        <Section id="connect" title={isConnectShown ? "Connect" : "Change the credentials"}>
          <div className="grid gap-3 pt-3">
            <ProviderHelp provider={provider} />
            {isCalendar ? (
              <ConnectWithGoogle isAvailable={canSignInWithGoogle} teams={teams} />
            ) : null}
            <ConnectForm
              provider={provider}
              action={connectIntegration.bind(null, provider)}
              teams={teams}
              canWriteBack={!isCalendar}
              submitLabel={connected ? "Connect anew" : `Connect ${label}`}
            />
          </div>
        </Section>
        {stages.length > 0 && !isCalendar ? (
          <Section
            id="stages"
            title="Stages"
            note={`${stages.filter(({ by, deals }) => by === "guess" && deals > 0).length} placed by guess`}
          >
            <StageMappingForm action={saveStageMapping.bind(null, provider)} stages={stages} />
          </Section>
        ) : null}
        <Section id="activity" title="Activity">
          <LogFilter path={path} filter={filter} />
          {log.entries.length > 0 ? (
            <IntegrationLog entries={log.entries} clock={clock} showProvider={false} />
          ) : (
            <p className="py-4 text-table text-ink-muted">
              {filter.status ? "Nothing of that kind." : "Nothing has happened yet."}
            </p>
          )}
          <Pagination
            label="Pages of the activity"
            firstHref={filter.cursor ? `${path}#activity` : null}
            nextHref={
              log.nextCursor
                ? `${path}?${new URLSearchParams({ ...(filter.status ? { status: filter.status } : {}), cursor: log.nextCursor })}#activity`
                : null
            }
          />
        </Section>
      </div>
    </>
  );
}
