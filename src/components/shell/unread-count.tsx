"use client";

import { useState } from "react";
import { MOST_UNREAD } from "#components/shell/most-unread.ts";
import { useRealtime } from "#hooks/use-realtime.ts";

/** How many notifications wait to be read, beside the word or, where that is folded away, on its icon. */
export function UnreadCount({ initial }: { initial: number }) {
  const [{ from, count }, setState] = useState({ from: initial, count: initial });
  if (from !== initial) setState({ from: initial, count: initial });
  useRealtime((news) => {
    if (news.event !== "notification.created" && news.event !== "notification.read") return;
    const { unread } = news.data;
    // A new one that nobody counted is one more.
    if (unread !== undefined) setState({ from: initial, count: unread });
    else if (news.event === "notification.created") {
      setState(({ count: before }) => ({ from: initial, count: before + 1 }));
    }
  });
  if (count === 0) return null;
  const shown = count > MOST_UNREAD ? `${MOST_UNREAD}+` : String(count);
  return (
    <span className="figures ml-auto inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-ink-strong px-1 text-[10px] leading-none font-semibold text-canvas rail-narrow:absolute rail-narrow:top-0 rail-narrow:right-0 max-md:absolute max-md:top-1.5 max-md:left-1/2 max-md:ml-1">
      <span aria-hidden="true">{shown}</span>
      <span className="sr-only">, {shown} unread</span>
    </span>
  );
}
