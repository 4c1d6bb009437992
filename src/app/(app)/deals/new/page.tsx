import type { Metadata } from "next";
import { createDeal } from "#app/actions/deals.ts";
import { assigneeOptions } from "#components/deals/assignee-options.ts";
import { DealForm } from "#components/deals/deal-form.tsx";
import { emptyDealForm } from "#components/deals/deal-form-values.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { mayCreateIn } from "#lib/access/scope.ts";
import { workspacesOf } from "#lib/access/workspace.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { COMMON_CURRENCIES } from "#lib/platform/money.ts";
import { listColleagues } from "#lib/teams/list-colleagues.ts";

export const metadata: Metadata = { title: "New deal" };

export default async function NewDealPage() {
  const ctx = await requireUser();
  const workspace = await currentWorkspace(ctx);
  const colleagues = await listColleagues(workspace);
  const teams = workspacesOf(ctx).filter(({ teamId }) => mayCreateIn(ctx, teamId));
  return (
    <>
      <PageHeader title="New deal" />
      <DealForm
        action={createDeal}
        initial={emptyDealForm({ currency: workspace.currency, teamId: workspace.teamId ?? "" })}
        version={null}
        currencies={[...new Set([workspace.currency, ...COMMON_CURRENCIES])]}
        assignees={assigneeOptions(colleagues)}
        teams={teams.map(({ teamId, name }) => ({
          value: teamId ?? "",
          label: teamId === null ? "Only me" : name,
        }))}
        cancelHref="/deals"
      />
    </>
  );
}
