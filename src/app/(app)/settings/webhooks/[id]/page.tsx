import type { Metadata } from "next";
import {
  editWebhook,
  removeWebhook,
  replayWebhook,
  rotateWebhookSecret,
  switchWebhook,
  testWebhook,
} from "#app/actions/webhooks.ts";
import { StatusMark } from "#components/integrations/status-mark.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { DeliveryFilter } from "#components/webhooks/delivery-filter.tsx";
import { DeliveryTable } from "#components/webhooks/delivery-table.tsx";
import { NotForYou } from "#components/webhooks/not-for-you.tsx";
import { ReplayForm } from "#components/webhooks/replay-form.tsx";
import {
  DeleteWebhook,
  EditWebhook,
  RotateSecret,
  SwitchWebhook,
  TestWebhook,
} from "#components/webhooks/webhook-controls.tsx";
import { WebhookFacts } from "#components/webhooks/webhook-facts.tsx";
import { healthWords } from "#components/webhooks/webhook-words.ts";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { unlessForbidden } from "#lib/http/unless-forbidden.ts";
import { toLocal } from "#lib/platform/local-time.ts";
import { getWebhook } from "#lib/webhooks/get-webhook.ts";
import { getWebhookPage } from "#lib/webhooks/get-webhook-page.ts";
import { DELIVERY_STATUSES } from "#lib/webhooks/schema.ts";

const PAGE_SIZE = 25;
const DAY_MS = 86_400_000;

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ status?: string | string[]; cursor?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const webhook = await orNotFound(unlessForbidden(getWebhook(await requireUser(), id)));
  return { title: webhook?.name ?? "Webhook" };
}

export default async function WebhookPage({ params, searchParams }: Props) {
  const ctx = await requireUser();
  const { id } = await params;
  const search = await searchParams;
  const status = DELIVERY_STATUSES.find((one) => one === search.status);
  const cursor = typeof search.cursor === "string" ? search.cursor : undefined;
  const page = await orNotFound(
    unlessForbidden(getWebhookPage(ctx, id, { limit: PAGE_SIZE, status, cursor })),
  );
  if (!page) return <NotForYou team={(await currentWorkspace(ctx)).name} />;
  const { webhook, workspace, deliveries, nextCursor } = page;
  const clock = { now: ctx.now.toISOString(), timeZone: workspace.timezone };
  const path = `/settings/webhooks/${id}`;
  const listHref = (next?: string) => {
    const query = new URLSearchParams({
      ...(status ? { status } : {}),
      ...(next ? { cursor: next } : {}),
    });
    return `${path}?${query}#deliveries`;
  };
  const { disabledReason } = webhook.health;
  return (
    <>
      <PageHeader
        title={webhook.name}
        note={<StatusMark {...healthWords(webhook.health, clock)} />}
        actions={<DeleteWebhook action={removeWebhook.bind(null, id)} name={webhook.name} />}
      />
      <div className="grid gap-6">
        {disabledReason ? (
          <Alert tone="error" title="This webhook is switched off">
            {disabledReason} Once that is put right, make it active again and send what it missed.
          </Alert>
        ) : null}
        <WebhookFacts webhook={webhook} clock={clock} />
        <div className="flex flex-wrap items-start gap-2">
          <TestWebhook action={testWebhook.bind(null, id)} />
          <SwitchWebhook action={switchWebhook.bind(null, id)} isActive={webhook.isActive} />
          <EditWebhook action={editWebhook.bind(null, id)} initial={webhook} />
          <RotateSecret action={rotateWebhookSecret.bind(null, id)} />
        </div>
        <Section id="deliveries" title="Deliveries" note="kept for 30 days">
          <DeliveryFilter path={path} status={status} />
          {deliveries.length > 0 ? (
            <>
              <DeliveryTable path={path} deliveries={deliveries} clock={clock} />
              <Pagination
                label="Pages of deliveries"
                firstHref={cursor ? listHref() : null}
                nextHref={nextCursor ? listHref(nextCursor) : null}
              />
            </>
          ) : (
            <EmptyState title={status ? "None of these" : "Nothing was sent yet"}>
              {status
                ? "Look at all deliveries, or at another kind."
                : "The first delivery follows the next of its events. Send a test event to try it now."}
            </EmptyState>
          )}
        </Section>
        {webhook.isActive ? (
          <Section id="replay" title="Send again what failed">
            <p className="max-w-prose pt-3 text-body text-ink-muted">
              Sends what was given up since a moment, and at once what waits for its next attempt.
              Each message keeps its id, so that your receiver recognises what it has already.
            </p>
            <ReplayForm
              action={replayWebhook.bind(null, id)}
              initial={toLocal(new Date(ctx.now.getTime() - DAY_MS), workspace.timezone)}
              latest={toLocal(ctx.now, workspace.timezone)}
            />
          </Section>
        ) : null}
      </div>
    </>
  );
}
