import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { changeDeals, restoreDeal } from "#app/actions/deals.ts";
import { noteOf } from "#components/dashboard/figures.tsx";
import { AddDeals } from "#components/deals/add-deals.tsx";
import { assigneeOptions } from "#components/deals/assignee-options.ts";
import { DealSelection } from "#components/deals/deal-selection.tsx";
import { DealTable } from "#components/deals/deal-table.tsx";
import { readDealsUrl, type SearchParams } from "#components/deals/deals-url.ts";
import { FilterBar } from "#components/deals/filter-bar.tsx";
import { FirstRun } from "#components/deals/first-run.tsx";
import { UndoDeletion } from "#components/deals/undo-deletion.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { getDealsPage } from "#lib/analytics/get-deals-page.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { justDeleted } from "#lib/deals/just-deleted.ts";
import { AppError } from "#lib/platform/errors.ts";

export const metadata: Metadata = { title: "Deals" };

export default async function DealsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireUser();
  const workspace = await currentWorkspace(ctx);
  const url = readDealsUrl(await searchParams);
  const page = await orFirstPage(getDealsPage(ctx, workspace, url.input), url.firstHref);
  const clock = { now: ctx.now.toISOString(), timeZone: workspace.timezone };
  const deleted = await justDeleted(ctx);
  const list =
    page.deals.length > 0 ? (
      <>
        <DealTable
          deals={page.deals}
          clock={clock}
          sort={url.sort}
          sortHref={url.sortHref}
          totals={{ ...page.totals, currency: workspace.currency }}
          isSelectable={page.canCreate}
        />
        <Pagination
          label="Pages of deals"
          firstHref={url.firstHref}
          nextHref={page.nextCursor ? url.nextHref(page.nextCursor) : null}
        />
      </>
    ) : url.isFiltered ? (
      <EmptyState
        title="No deal matches these filters"
        actions={<ButtonLink href="/deals">Clear filters</ButtonLink>}
      >
        Take one filter away, or look among the closed deals too.
      </EmptyState>
    ) : (
      <FirstRun canCreate={page.canCreate} />
    );
  return (
    <>
      {deleted ? (
        <UndoDeletion
          key={deleted.id}
          name={deleted.name}
          action={restoreDeal.bind(null, deleted.id)}
        />
      ) : null}
      <PageHeader
        title="Deals"
        note={noteOf(page.totals)}
        actions={page.canCreate ? <AddDeals /> : null}
      />
      <FilterBar
        filters={url.filters}
        owners={page.owners}
        currency={workspace.currency}
        sort={url.sort}
      />
      {page.canCreate ? (
        // Around the empty list too: when the last row goes, the way back must not go with it.
        <DealSelection change={changeDeals} assignees={assigneeOptions(page.owners)}>
          {list}
        </DealSelection>
      ) : (
        list
      )}
    </>
  );
}

/** A cursor that was not given out for this order (an old or edited link) leads to where it begins. */
async function orFirstPage<T>(page: Promise<T>, firstHref: string | null): Promise<T> {
  try {
    return await page;
  } catch (error) {
    const isBrokenCursor = error instanceof AppError && error.code === "malformed_request";
    if (isBrokenCursor && firstHref) redirect(firstHref);
    throw error;
  }
}
