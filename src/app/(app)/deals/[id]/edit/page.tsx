import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { editDeal } from "#app/actions/deals.ts";
import { assigneeOptions } from "#components/deals/assignee-options.ts";
import { DealForm } from "#components/deals/deal-form.tsx";
import { dealFormOf } from "#components/deals/deal-form-values.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#lib/access/scope.ts";
import { workspaceById } from "#lib/access/workspace.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { getDeal } from "#lib/deals/get-deal.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";
import { COMMON_CURRENCIES } from "#lib/platform/money.ts";
import { listColleagues } from "#lib/teams/list-colleagues.ts";

export const metadata: Metadata = { title: "Edit deal" };

export default async function EditDealPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireUser();
  const { id } = await params;
  const deal = await orNotFound(getDeal(ctx, id));
  const ownership = {
    teamId: deal.teamId,
    userId: deal.owner.id,
    assignedToId: deal.assignee?.id ?? null,
  };
  if (!can(ctx, "deal.edit", ownership)) notFound();
  const workspace = workspaceById(ctx, deal.teamId ?? ctx.user.id);
  const colleagues = await listColleagues(workspace);
  return (
    <>
      <PageHeader title={`Edit ${deal.name}`} />
      <DealForm
        action={editDeal.bind(null, deal.id)}
        initial={dealFormOf(deal)}
        version={deal.version}
        currencies={[...new Set([deal.currency, workspace.currency, ...COMMON_CURRENCIES])]}
        assignees={assigneeOptions(colleagues, deal.assignee?.id)}
        teams={[{ value: deal.teamId ?? "", label: workspace.name }]}
        cancelHref={`/deals/${deal.id}`}
      />
    </>
  );
}
