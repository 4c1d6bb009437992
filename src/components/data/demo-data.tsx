import type { ReactNode } from "react";
import { type DemoCounts, hasDemoData } from "#lib/demo/schema.ts";

/** What of a workspace is generated, and the way to be rid of it. */
export function DemoData({
  demo,
  workspaceName,
  remove,
}: {
  demo: DemoCounts;
  workspaceName: string;
  /** The button, or who may press it. */
  remove: ReactNode;
}) {
  if (!hasDemoData(demo)) {
    return (
      <p className="pt-3 text-body text-ink-muted">
        Nothing in {workspaceName} is generated: every record was added by somebody, imported or
        synced.
      </p>
    );
  }
  return (
    <div className="grid justify-items-start gap-3 pt-3">
      <p className="max-w-prose text-body">
        <strong className="figures font-medium">{inWords(demo)}</strong> in {workspaceName} are
        generated, to look around with. Removing them takes along everything on those deals, also
        what people have added since. People, the team and all other records stay.
      </p>
      {remove}
    </div>
  );
}

function inWords({ deals, contacts, meetings, webhooks }: DemoCounts): string {
  const count = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${number.toLocaleString("en")} ${number === 1 ? one : many}`];
  return new Intl.ListFormat("en").format([
    ...count(deals, "deal", "deals"),
    ...count(contacts, "contact", "contacts"),
    ...count(meetings, "meeting", "meetings"),
    ...count(webhooks, "webhook", "webhooks"),
  ]);
}
