import { TZDate } from "@date-fns/tz";
import { format } from "date-fns/format";
import { KIND_LABELS } from "#lib/notifications/kinds.ts";
import type { UnsubscribeKind } from "./content.ts";

/** "Tuesday 10 March 2026, 14:20 (Europe/Berlin)". */
export function momentText(at: string, timezone: string): string {
  return `${format(inZone(at, timezone), "EEEE d MMMM yyyy, HH:mm")} (${timezone})`;
}

/** "Tue 10 Mar, 14:20", where the zone is named elsewhere. */
export function shortMoment(at: string, timezone: string): string {
  return format(inZone(at, timezone), "EEE d MMM, HH:mm");
}

/** "Tuesday 10 March 2026". */
export function dayText(at: string, timezone: string): string {
  return format(inZone(at, timezone), "EEEE d MMMM yyyy");
}

function inZone(at: string, timezone: string): TZDate {
  return new TZDate(Date.parse(at), timezone);
}

/** "1 deal", "12 deals". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** What a kind of mail is called where it is turned off. */
export function kindWords(kind: UnsubscribeKind): string {
  return kind === "digest" ? "Digest" : KIND_LABELS[kind];
}

/** The sentence that says why somebody gets a notification by mail. */
export function whyNotified(kind: UnsubscribeKind): string {
  return `You get this because mails of the kind “${kindWords(kind)}” are on in your notification settings.`;
}
