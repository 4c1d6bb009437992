import type { Metadata } from "next";
import { addWebhook } from "#app/actions/webhooks.ts";
import { Alert } from "#components/ui/alert.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { AddWebhookForm } from "#components/webhooks/add-webhook-form.tsx";
import { NotForYou } from "#components/webhooks/not-for-you.tsx";
import { WebhookList } from "#components/webhooks/webhook-list.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { mayIn } from "#lib/access/scope.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { listWebhooks } from "#lib/webhooks/list-webhooks.ts";
import { MAX_WEBHOOKS } from "#lib/webhooks/schema.ts";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const ctx = await requireUser();
  const workspace = await currentWorkspace(ctx);
  if (!mayIn(ctx, workspace.teamId, "team.configure")) return <NotForYou team={workspace.name} />;
  const { webhooks } = await listWebhooks(ctx, { limit: MAX_WEBHOOKS, workspaceId: workspace.id });
  const clock = { now: ctx.now.toISOString(), timeZone: workspace.timezone };
  const whose = workspace.teamId ? `in ${workspace.name}` : "to your own deals";
  return (
    <>
      <PageHeader title="Webhooks" note={workspace.name} />
      <p className="max-w-prose pb-4 text-body text-ink-muted">
        What happens {whose} is sent to servers of your own, signed, within a second, and again for
        three days if one does not answer.
      </p>
      {webhooks.length > 0 ? (
        <WebhookList webhooks={webhooks} clock={clock} />
      ) : (
        <EmptyState title="No server is told yet">
          Add one below. It gets a secret with which it can check that a message comes from here.
        </EmptyState>
      )}
      <Section id="add-webhook" title="Add a webhook" className="pt-8">
        {webhooks.length < MAX_WEBHOOKS ? (
          <AddWebhookForm action={addWebhook} teamId={workspace.teamId ?? ""} />
        ) : (
          <div className="max-w-prose pt-4">
            <Alert>{MAX_WEBHOOKS} webhooks is the most. Delete one to make room.</Alert>
          </div>
        )}
      </Section>
    </>
  );
}
