import type { Metadata } from "next";
import Link from "next/link";
import { resendWebhookDelivery } from "#app/actions/webhooks.ts";
import { StatusMark } from "#components/integrations/status-mark.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Section } from "#components/ui/section.tsx";
import { AttemptList, Part } from "#components/webhooks/attempt-list.tsx";
import { NotForYou } from "#components/webhooks/not-for-you.tsx";
import { ResendButton } from "#components/webhooks/resend-button.tsx";
import { deliveryWords } from "#components/webhooks/webhook-words.ts";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { unlessForbidden } from "#lib/http/unless-forbidden.ts";
import { getDelivery } from "#lib/webhooks/get-delivery.ts";

export const metadata: Metadata = { title: "Delivery" };

export default async function DeliveryPage({
  params,
}: {
  params: Promise<{ id: string; deliveryId: string }>;
}) {
  const ctx = await requireUser();
  const { id, deliveryId } = await params;
  const delivery = await orNotFound(unlessForbidden(getDelivery(ctx, id, deliveryId)));
  const { timezone, name } = await currentWorkspace(ctx);
  if (!delivery) return <NotForYou team={name} />;
  const clock = { now: ctx.now.toISOString(), timeZone: timezone };
  return (
    <>
      <PageHeader
        title={delivery.event}
        note={<StatusMark {...deliveryWords(delivery, clock)} />}
        actions={<ResendButton action={resendWebhookDelivery.bind(null, delivery.id)} />}
      />
      <div className="grid gap-6">
        <p className="text-table text-ink-muted">
          <span className="font-mono">{delivery.eventId}</span>
          {" · "}
          <RelativeTime at={delivery.createdAt} clock={clock} />
          {delivery.dealId ? (
            <>
              {" · "}
              <Link href={`/deals/${delivery.dealId}`} className="text-link" prefetch={false}>
                The deal
              </Link>
            </>
          ) : null}
          {" · "}
          <Link href={`/settings/webhooks/${id}`} className="text-link">
            All deliveries
          </Link>
        </p>
        <Section id="attempts" title="Attempts" note={String(delivery.attemptCount)}>
          {delivery.attempts.length > 0 ? (
            <AttemptList attempts={delivery.attempts} clock={clock} />
          ) : (
            <p className="py-3 text-body text-ink-muted">It has not been sent yet.</p>
          )}
        </Section>
        <Section id="body" title="Body" note="the exact text that is sent and signed">
          <div className="pt-3">
            <Part title="Text">{delivery.body}</Part>
          </div>
        </Section>
      </div>
    </>
  );
}
