import { IntegrationFacts } from "#components/integrations/integration-facts.tsx";
import { PROVIDER_PURPOSE } from "#components/integrations/provider-help.tsx";
import { StatusMark } from "#components/integrations/status-mark.tsx";
import { statusWords } from "#components/integrations/status-words.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { type IntegrationDto, PROVIDER_LABELS } from "#lib/integrations/schema.ts";

/** One provider in the list: what it brings, how it stands, and the way in. */
export function IntegrationCard({
  integration,
  clock,
}: {
  integration: IntegrationDto;
  clock: ViewClock;
}) {
  const { provider, connected, lastError, unmappedStages } = integration;
  const label = PROVIDER_LABELS[provider];
  const href = `/settings/integrations/${provider}`;
  const unmapped = unmappedStages.length;
  return (
    <li className="grid gap-3 border-b border-line py-5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-72">
          <h2 className="text-body font-semibold text-ink-strong">{label}</h2>
          <p className="max-w-prose text-table text-ink-muted">{PROVIDER_PURPOSE[provider]}</p>
        </div>
        <StatusMark {...statusWords(integration, clock)} />
        <ButtonLink href={href} size="sm">
          {connected ? "Open" : "Connect"}
          <span className="sr-only"> {label}</span>
        </ButtonLink>
      </div>
      {connected ? <IntegrationFacts integration={integration} clock={clock} /> : null}
      {connected && lastError ? (
        <p className="max-w-prose text-table text-danger">{lastError}</p>
      ) : null}
      {unmapped > 0 ? (
        <p className="text-table">
          {unmapped === 1 ? "1 stage was" : `${unmapped} stages were`} placed by guess.{" "}
          <a href={`${href}#stages`} className="text-link">
            Check the mapping
          </a>
        </p>
      ) : null}
    </li>
  );
}
