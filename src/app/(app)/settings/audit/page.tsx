import { Download } from "lucide-react";
import type { Metadata } from "next";
import { AuditFilters } from "#components/audit/audit-filters.tsx";
import { AuditList } from "#components/audit/audit-list.tsx";
import {
  AUDIT_PATH,
  auditHref,
  readAuditUrl,
  type SearchParams,
} from "#components/audit/audit-url.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { currentWorkspace } from "#lib/access/current-workspace.ts";
import { getAuditPage } from "#lib/audit/get-audit-page.ts";
import { EXPORT_FORMATS } from "#lib/audit/schema.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { orNotFound } from "#lib/http/or-not-found.ts";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireUser();
  const workspace = await currentWorkspace(ctx);
  const params = await searchParams;
  const filters = readAuditUrl(params);
  const cursor = typeof params.cursor === "string" ? params.cursor : undefined;
  const scoped = { ...filters, ...(workspace.teamId ? { teamId: workspace.teamId } : {}) };
  const page = await orNotFound(getAuditPage(ctx, scoped, cursor));
  if (!page) return <NotForYou team={workspace.name} />;
  const { entries, nextCursor, actors } = page;
  return (
    <>
      <PageHeader
        title="Audit log"
        note={workspace.name}
        actions={EXPORT_FORMATS.map((format) => (
          <a
            key={format}
            href={auditHref("/api/audit/export", scoped, { format })}
            download
            className={buttonClass("secondary", "sm")}
          >
            <Download aria-hidden strokeWidth={1.5} />
            {format.toUpperCase()}
          </a>
        ))}
      />
      <AuditFilters filters={filters} actors={actors} />
      {entries.length > 0 ? (
        <>
          <AuditList
            entries={entries}
            clock={{ now: ctx.now.toISOString(), timeZone: workspace.timezone }}
          />
          <Pagination
            label="Pages of the audit log"
            firstHref={cursor ? auditHref(AUDIT_PATH, filters) : null}
            nextHref={nextCursor ? auditHref(AUDIT_PATH, filters, { cursor: nextCursor }) : null}
          />
        </>
      ) : (
        <Nothing isFiltered={Object.keys(filters).length > 0} />
      )}
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState
      title="No entry matches these filters"
      actions={<ButtonLink href={AUDIT_PATH}>Clear filters</ButtonLink>}
    >
      Take one filter away, or look at other days.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing has been recorded yet">
      Changes of people, roles, credentials and settings appear here, and whatever was exported.
    </EmptyState>
  );
}

function NotForYou({ team }: { team: string }) {
  return (
    <>
      <PageHeader title="Audit log" note={team} />
      <EmptyState title="Owners and admins read this log">
        It tells who changed people, roles, credentials and settings in {team}. Ask one of them if
        you need to know something. What you did in your own account is in your personal workspace.
      </EmptyState>
    </>
  );
}
