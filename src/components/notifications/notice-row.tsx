import type { ReactNode } from "react";
import { NoticeMark } from "#components/notifications/notice-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { openHref } from "#lib/notifications/notice-href.ts";
import type { NotificationDto } from "#lib/notifications/schema.ts";

/** One notification. Its title opens it; what is unread stands out by weight and by a mark. */
export function NoticeRow({
  notice,
  clock,
  action,
}: {
  notice: NotificationDto;
  clock: ViewClock;
  action: ReactNode;
}) {
  const isUnread = notice.readAt === null;
  return (
    <li className="grid grid-cols-[0.75rem_minmax(0,1fr)_auto] items-start gap-x-2 border-b border-line py-3">
      <span
        className={classNames(
          "mt-1.75 size-2 rounded-full",
          isUnread ? "bg-ink-strong" : "bg-transparent",
        )}
      >
        {isUnread ? <span className="sr-only">Unread. </span> : null}
      </span>
      <div className="min-w-0">
        {/* A plain link: opening is done by a route, and the page after it is loaded anew. */}
        <a
          href={openHref(notice.id)}
          className={classNames(
            "text-body break-words hover:underline",
            isUnread ? "font-medium text-ink-strong" : "text-ink",
          )}
        >
          {notice.title}
        </a>
        {notice.body ? (
          <p className="max-w-prose text-table break-words text-ink-muted">{notice.body}</p>
        ) : null}
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-label text-ink-muted">
          <NoticeMark notice={notice} />
          <RelativeTime at={notice.createdAt} clock={clock} />
        </p>
      </div>
      <div className="-mt-0.5 -mr-2.5">{action}</div>
    </li>
  );
}
