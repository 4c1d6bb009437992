import type { Frame, FrameName } from "#lib/realtime/frames.ts";

/** live: told as it happens; polling: asked for now and then, because the stream does not work. */
export type RealtimeStatus = "live" | "polling";
/** `check`: nobody knows what has changed, only that it is time to look. */
export type RealtimeNews = Frame | { event: "check" };
type Listener = (news: RealtimeNews) => void;

/** Seconds between two looks while the stream does not work. */
export const POLL_SECONDS = 20;
/** A tab that nobody sees lets go of its connection: browsers allow six to a server over HTTP/1.1. */
const HIDDEN_MS = 10_000;
/** The browser's own attempts to come back, or ours, before the page is told. */
const FAILURES_TOLD = 3;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

// A stream has no way to listen to all names. The type makes this list complete.
const NAMES = Object.keys({
  hello: 0,
  reset: 0,
  place: 0,
  "deal.created": 0,
  "deal.updated": 0,
  "deal.stage_changed": 0,
  "deal.touchpoint_logged": 0,
  "deal.deleted": 0,
  "deal.restored": 0,
  "deal.commented": 0,
  "deal.comment_edited": 0,
  "deal.comment_deleted": 0,
  "deal.snoozed": 0,
  "deal.woken": 0,
  "deal.band_changed": 0,
  "deal.action_overdue": 0,
  "deals.imported": 0,
  "team.created": 0,
  "team.updated": 0,
  "team.deleted": 0,
  "team.member_added": 0,
  "team.member_removed": 0,
  "team.role_changed": 0,
  "sync.failed": 0,
  "sync.progress": 0,
  "webhook.disabled": 0,
  "slack.disabled": 0,
  "notification.created": 0,
  "notification.read": 0,
} satisfies Record<FrameName, 0>);

const listeners = new Set<Listener>();
const statusListeners = new Set<() => void>();
let status: RealtimeStatus = "live";
/** The last id that was heard or shown. Null until the page has said where it begins. */
let place: number | null = null;
let source: EventSource | null = null;
let failures = 0;
let timers: { retry?: number; poll?: number; hidden?: number } = {};

export function realtimeStatus(): RealtimeStatus {
  return status;
}

export function onRealtimeStatus(listener: () => void): () => void {
  statusListeners.add(listener);
  return () => statusListeners.delete(listener);
}

/**
 * Listens to the one stream of this tab, which is open while somebody listens. What the page shows
 * already is not told again.
 */
export function listen(listener: Listener): () => void {
  if (listeners.size === 0) document.addEventListener("visibilitychange", onVisibility);
  listeners.add(listener);
  connect();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", onVisibility);
    disconnect();
  };
}

/** The page as it is now shows everything up to this id. */
export function shownUpTo(id: string): void {
  place = Math.max(place ?? 0, Number(id));
  connect();
}

function connect(): void {
  if (source || place === null || listeners.size === 0 || document.hidden) return;
  clearTimeout(timers.retry);
  if (typeof EventSource === "undefined") {
    degrade();
    return;
  }
  const mine = new EventSource(`/api/events?lastEventId=${place}`);
  source = mine;
  mine.onopen = () => {
    failures = 0;
    clearInterval(timers.poll);
    setStatus("live");
  };
  mine.onerror = () => {
    failures += 1;
    if (failures >= FAILURES_TOLD) degrade();
    // Otherwise the browser comes back by itself.
    if (mine.readyState !== EventSource.CLOSED) return;
    source = null;
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
    timers.retry = window.setTimeout(connect, wait * (0.5 + Math.random() / 2));
  };
  for (const name of NAMES) mine.addEventListener(name, (event) => hear(name as FrameName, event));
}

function hear(event: FrameName, { lastEventId, data }: MessageEvent<string>): void {
  const id = Number(lastEventId);
  // A place that never was may be ahead of the present one.
  if (event !== "reset" && id <= (place ?? 0)) return;
  place = id;
  tell({ id: lastEventId, event, data: JSON.parse(data) } as Frame);
}

function tell(news: RealtimeNews): void {
  for (const listener of [...listeners]) listener(news);
}

function degrade(): void {
  if (status === "polling") return;
  setStatus("polling");
  clearInterval(timers.poll);
  timers.poll = window.setInterval(poll, POLL_SECONDS * 1_000);
  void poll();
}

async function poll(): Promise<void> {
  const answer = await fetch("/api/notifications?limit=1").catch(() => null);
  if (!answer?.ok) return;
  const { unreadCount } = (await answer.json()) as { unreadCount: number };
  tell({ id: String(place), event: "notification.read", data: { unread: unreadCount } });
  tell({ event: "check" });
}

function setStatus(next: RealtimeStatus): void {
  if (status === next) return;
  status = next;
  for (const listener of [...statusListeners]) listener();
}

function onVisibility(): void {
  clearTimeout(timers.hidden);
  if (document.hidden) timers.hidden = window.setTimeout(disconnect, HIDDEN_MS);
  else connect();
}

function disconnect(): void {
  source?.close();
  source = null;
  failures = 0;
  clearTimeout(timers.retry);
  clearInterval(timers.poll);
  clearTimeout(timers.hidden);
  timers = {};
  setStatus("live");
}
