import { SlidersHorizontal } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { markAllNotifications, markNotification } from "#app/actions/notifications.ts";
import { groupByDay } from "#components/notifications/group-by-day.ts";
import { NoticeFilter } from "#components/notifications/notice-filter.tsx";
import { NoticeRow } from "#components/notifications/notice-row.tsx";
import { readNotificationsUrl } from "#components/notifications/notifications-url.ts";
import { ReadAll } from "#components/notifications/read-all.tsx";
import { ToggleRead } from "#components/notifications/toggle-read.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { requireUser } from "#lib/auth/require-user.ts";
import { listNotifications } from "#lib/notifications/list-notifications.ts";
import { AppError } from "#lib/platform/errors.ts";

export const metadata: Metadata = { title: "Notifications" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NotificationsPage({ searchParams }: Props) {
  const ctx = await requireUser();
  const url = readNotificationsUrl(await searchParams);
  const page = await orFirstPage(listNotifications(ctx, url.input), url.firstHref);
  const clock = { now: ctx.now.toISOString(), timeZone: ctx.user.timezone };
  const { notifications, unreadCount, nextCursor } = page;
  return (
    <>
      <PageHeader
        title="Notifications"
        note={unreadCount > 0 ? `${unreadCount.toLocaleString("en")} unread` : "all read"}
        actions={
          <>
            <ButtonLink href="/settings/notifications">
              <SlidersHorizontal aria-hidden strokeWidth={1.5} />
              What you hear
            </ButtonLink>
            {unreadCount > 0 ? (
              <ReadAll action={markAllNotifications} until={ctx.now.toISOString()} />
            ) : null}
          </>
        }
      />
      <NoticeFilter unread={url.unread} kind={url.kind} />
      {groupByDay(notifications, clock).map(({ date, label, items }) => (
        <Section key={date} id={`day-${date}`} title={label} className="pb-6">
          <ul>
            {items.map((notice) => (
              <NoticeRow
                key={notice.id}
                notice={notice}
                clock={clock}
                action={
                  <ToggleRead
                    action={markNotification.bind(null, notice.id)}
                    title={notice.title}
                    isRead={notice.readAt !== null}
                  />
                }
              />
            ))}
          </ul>
        </Section>
      ))}
      {notifications.length === 0 ? <Nothing url={url} /> : null}
      <Pagination
        label="Pages of notifications"
        firstHref={url.firstHref}
        nextHref={nextCursor ? url.nextHref(nextCursor) : null}
      />
    </>
  );
}

function Nothing({ url }: { url: ReturnType<typeof readNotificationsUrl> }) {
  if (url.unread && !url.kind) {
    return (
      <EmptyState
        title="Everything is read"
        actions={<ButtonLink href="/notifications">Show all</ButtonLink>}
      />
    );
  }
  if (url.isFiltered) {
    return (
      <EmptyState
        title="No notification matches these filters"
        actions={<ButtonLink href="/notifications">Clear filters</ButtonLink>}
      />
    );
  }
  return (
    <EmptyState title="Nothing has happened yet">
      You hear here when a deal of yours gets worse, an action is overdue, a deal moves or is
      assigned to you, and when something changes in your team.
    </EmptyState>
  );
}

/** A cursor that was not given out for this list (an old or edited link) leads to where it begins. */
async function orFirstPage<T>(page: Promise<T>, firstHref: string | null): Promise<T> {
  try {
    return await page;
  } catch (error) {
    const isBrokenCursor = error instanceof AppError && error.code === "malformed_request";
    if (isBrokenCursor && firstHref) redirect(firstHref);
    throw error;
  }
}
