import type { Metadata } from "next";
import { retryFailedEmail } from "#app/actions/emails.ts";
import { retrySlackMessage } from "#app/actions/slack.ts";
import { resendWebhookDelivery } from "#app/actions/webhooks.ts";
import { DeadLetters } from "#components/outbox/dead-letters.tsx";
import { FailedEmails } from "#components/outbox/failed-emails.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { answerWords } from "#components/webhooks/webhook-words.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { listFailedEmails } from "#lib/email/list-failed-emails.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { emailState } from "#lib/platform/email-state.ts";
import { listDeadMessages } from "#lib/slack/list-dead-messages.ts";
import { type DeadDelivery, listDeadDeliveries } from "#lib/webhooks/list-dead-deliveries.ts";

export const metadata: Metadata = { title: "Failed messages" };

const PATH = "/settings/outbox";
const LIMIT = 25;

/** One section for each channel; each brings its own list and its own way to send again. */
export default async function OutboxPage({
  searchParams,
}: {
  searchParams: Promise<Partial<Record<"emails" | "slack" | "webhooks", string | string[]>>>;
}) {
  const ctx = await requireUser();
  const { emails: cursor, slack: slackCursor, webhooks: webhookCursor } = await searchParams;
  const at = typeof cursor === "string" ? { cursor } : {};
  const { emails, nextCursor } = await orNotFound(listFailedEmails(ctx, { limit: LIMIT, ...at }));
  const slackAt = typeof slackCursor === "string" ? { cursor: slackCursor } : {};
  const slack = await orNotFound(listDeadMessages(ctx, { limit: LIMIT, ...slackAt }));
  const webhookAt = typeof webhookCursor === "string" ? { cursor: webhookCursor } : {};
  const webhooks = await orNotFound(listDeadDeliveries(ctx, { limit: LIMIT, ...webhookAt }));
  const clock = { now: ctx.now.toISOString(), timeZone: ctx.user.timezone };
  return (
    <>
      <PageHeader title="Failed messages" />
      <p className="max-w-prose pb-6 text-body text-ink-muted">
        What Sentinel could not deliver and has given up: your own messages, and those of teams
        whose settings you may change.
      </p>
      <FailedEmails
        emails={emails}
        isOff={emailState() === "off"}
        clock={clock}
        retry={(id) => retryFailedEmail.bind(null, id)}
        firstHref={"cursor" in at ? PATH : null}
        nextHref={nextCursor ? `${PATH}?emails=${encodeURIComponent(nextCursor)}` : null}
      />
      <DeadLetters
        id="failed-slack"
        title="Slack"
        none="No Slack message was given up."
        letters={slack.messages.map(({ channelName, createdAt, ...message }) => ({
          ...message,
          to: channelName,
          at: createdAt,
        }))}
        clock={clock}
        retry={(id) => retrySlackMessage.bind(null, id)}
        footer={
          <Pagination
            label="Pages of Slack messages"
            firstHref={"cursor" in slackAt ? PATH : null}
            nextHref={
              slack.nextCursor ? `${PATH}?slack=${encodeURIComponent(slack.nextCursor)}` : null
            }
          />
        }
      />
      <DeadLetters
        id="failed-webhooks"
        title="Webhooks"
        none="Every webhook was delivered, or is still being tried."
        letters={webhooks.deliveries.map(toLetter)}
        clock={clock}
        retry={(id) => resendWebhookDelivery.bind(null, id)}
        footer={
          <Pagination
            label="Pages of webhooks"
            firstHref={"cursor" in webhookAt ? PATH : null}
            nextHref={
              webhooks.nextCursor
                ? `${PATH}?webhooks=${encodeURIComponent(webhooks.nextCursor)}`
                : null
            }
          />
        }
      />
    </>
  );
}

function toLetter({ id, event, webhook, lastAttempt, attemptCount, createdAt }: DeadDelivery) {
  const error = lastAttempt ? answerWords(lastAttempt) : "Not sent: the webhook was switched off";
  return { id, what: event, to: webhook.name, error, attempts: attemptCount, at: createdAt };
}
