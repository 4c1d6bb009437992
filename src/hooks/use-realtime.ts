"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import {
  listen,
  onRealtimeStatus,
  type RealtimeNews,
  type RealtimeStatus,
  realtimeStatus,
  shownUpTo,
} from "#hooks/realtime-connection.ts";

/**
 * Has `onNews` told of everything that happens in the person's workspaces while the component is
 * there. All users of the hook in a tab share one stream. `since` is the place up to which the page
 * was rendered: nothing that happened between that and the connection is lost. One component of the
 * page gives it; until then nothing is connected.
 */
export function useRealtime(
  onNews: (news: RealtimeNews) => void,
  { since }: { since?: string } = {},
): RealtimeStatus {
  const hear = useEffectEvent(onNews);
  useEffect(() => listen((news) => hear(news)), []);
  useEffect(() => {
    if (since !== undefined) shownUpTo(since);
  }, [since]);
  return useSyncExternalStore(onRealtimeStatus, realtimeStatus, () => "live");
}
