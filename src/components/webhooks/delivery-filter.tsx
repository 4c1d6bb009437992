import Link from "next/link";
import { STATUS_LABELS } from "#components/webhooks/webhook-words.ts";
import { DELIVERY_STATUSES, type DeliveryStatus } from "#lib/webhooks/schema.ts";

/** Which deliveries are shown; the choice is in the address. */
export function DeliveryFilter({
  path,
  status,
}: {
  path: string;
  status: DeliveryStatus | undefined;
}) {
  const choices = [undefined, ...DELIVERY_STATUSES] as const;
  return (
    <nav aria-label="Deliveries shown" className="flex flex-wrap gap-1 py-2">
      {choices.map((choice) => (
        <Link
          key={choice ?? "all"}
          href={`${path}${choice ? `?status=${choice}` : ""}#deliveries`}
          aria-current={choice === status ? "true" : undefined}
          scroll={false}
          className="flex h-7 items-center rounded-full border border-line-strong px-2.5 text-table hover:border-control aria-[current]:border-ink-strong aria-[current]:bg-pressed aria-[current]:font-medium touch:h-11 touch:px-4"
        >
          {choice ? STATUS_LABELS[choice] : "All"}
        </Link>
      ))}
    </nav>
  );
}
