import type { ReactNode } from "react";
import type { ProviderKey } from "#lib/integrations/schema.ts";

/** What a provider brings, in one sentence. */
export const PROVIDER_PURPOSE: Record<ProviderKey, string> = {
  salesforce:
    "Opportunities with their accounts, owners, contacts, stage history, tasks and events.",
  hubspot: "Deals of every pipeline with their companies, owners, contacts and engagements.",
  google_calendar: "The meetings of the next thirty days, linked to the deals they are about.",
};

/** Where to find the credentials: steps as the provider's own pages name them. */
export function ProviderHelp({ provider }: { provider: ProviderKey }): ReactNode {
  return (
    <details className="text-table text-ink-muted">
      <summary className="cursor-pointer py-1 text-ink hover:text-ink-strong">
        Where do I find this?
      </summary>
      <ol className="ml-4 grid list-decimal gap-1 pt-1 pb-2">
        {STEPS[provider].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </details>
  );
}

const STEPS: Record<ProviderKey, readonly string[]> = {
  salesforce: [
    "The address is your My Domain: in Salesforce, Setup → My Domain → Current My Domain URL, as https://acme.my.salesforce.com.",
    "To stay connected: Setup → External Client App Manager → New. Turn on OAuth, choose the scope “Manage user data via APIs (api)”, and under Flow Enablement “Client Credentials Flow” with a user to run as.",
    "That app's Settings → OAuth Settings → Consumer Key and Secret shows the client id and secret.",
    "An access token works as well, until the session it belongs to ends.",
    "The user needs read access to opportunities, and write access where changes are to be written back.",
  ],
  hubspot: [
    "In HubSpot: Settings → Integrations → Service Keys → Create. Tokens of existing private apps work too.",
    "Scopes: crm.objects.deals.read, crm.objects.contacts.read, crm.objects.companies.read, crm.objects.owners.read and sales-email-read.",
    "For writing back also crm.objects.deals.write.",
  ],
  google_calendar: [
    "“Connect with Google” reads your own calendar, and writes to it if you allow that.",
    "An API key (Google Cloud → APIs & Services → Credentials) reads public calendars only, and writes nothing.",
    "The calendar's id: in Google Calendar, Settings → the calendar → Integrate calendar → Calendar ID.",
  ],
};
