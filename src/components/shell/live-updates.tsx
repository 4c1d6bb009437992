"use client";

import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { concernsPage } from "#components/shell/concerns-page.ts";
import { isBusy } from "#components/shell/is-busy.ts";
import { POLL_SECONDS } from "#hooks/realtime-connection.ts";
import { useRealtime } from "#hooks/use-realtime.ts";

/** What comes in quick succession is shown together; the answer to one's own change comes by itself. */
const GATHER_MS = 300;
const APART_MS = 1_000;

/**
 * Keeps the page up to date while others work. It reads itself anew when something on it has
 * changed, but not under somebody who is typing or answering a dialog: those get a line that says so
 * and decide themselves. `since`: the place in the stream up to which this page was rendered.
 */
export function LiveUpdates({ since, workspaceId }: { since: string; workspaceId: string }) {
  const router = useRouter();
  const pathname = usePathname();
  const [isWaiting, setWaiting] = useState(false);
  const timer = useRef<number | undefined>(undefined);
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  /** The newest id that concerns this page; infinite when nobody knows which would. */
  const newest = useRef(0);
  const shownUpTo = useRef(0);

  const show = useCallback(() => {
    shownAt.current = performance.now();
    newest.current = 0;
    setWaiting(false);
    router.refresh();
  }, [router]);

  const status = useRealtime(
    (news) => {
      if (!concernsPage(news, { pathname, workspaceId })) return;
      const isCheck = news.event === "check";
      // Where nothing is known of anything new, nobody is disturbed.
      if (isCheck && isBusy()) return;
      const isCertain = isCheck || news.event === "reset";
      newest.current = Math.max(
        newest.current,
        isCertain ? Number.POSITIVE_INFINITY : Number(news.id),
      );
      if (timer.current !== undefined) return;
      const wait = Math.max(GATHER_MS, shownAt.current + APART_MS - performance.now());
      timer.current = window.setTimeout(() => {
        timer.current = undefined;
        if (newest.current <= shownUpTo.current) return;
        if (isBusy()) setWaiting(true);
        else show();
      }, wait);
    },
    { since },
  );

  useEffect(() => {
    shownUpTo.current = Number(since);
    // The answer to something that was done here brought it along.
    if (newest.current <= shownUpTo.current) setWaiting(false);
  }, [since]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (!isWaiting) return;
    // Whoever is done typing need not press anything.
    const look = window.setInterval(() => {
      if (!isBusy()) show();
    }, 1_000);
    return () => window.clearInterval(look);
  }, [isWaiting, show]);

  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-14 z-30 flex justify-center md:top-3 md:left-(--rail) print:hidden"
    >
      {isWaiting ? (
        <p className="pointer-events-auto flex animate-appear items-center gap-2 rounded-md bg-raised py-1 pr-1.5 pl-3 text-table text-ink shadow-float">
          Updated just now
          <button
            type="button"
            onClick={show}
            className="rounded-sm px-1.5 py-0.5 font-medium text-accent hover:bg-pressed touch:h-11"
          >
            Show
          </button>
        </p>
      ) : status === "polling" ? (
        <p className="animate-appear rounded-md bg-raised px-3 py-1 text-label text-ink-muted shadow-float">
          Live updates paused; checking every {POLL_SECONDS} s
        </p>
      ) : null}
    </div>
  );
}
