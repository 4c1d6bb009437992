import Link from "next/link";
import { StatusMark } from "#components/integrations/status-mark.tsx";
import type { ViewClock } from "#components/ui/moment-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ScrollingTable, Td, Th } from "#components/ui/table.tsx";
import { answerWords, deliveryWords } from "#components/webhooks/webhook-words.ts";
import type { DeliveryDto } from "#lib/webhooks/schema.ts";

/** Deliveries with what became of them; each leads to its attempts. */
export function DeliveryTable({
  path,
  deliveries,
  clock,
}: {
  /** Of the webhook's page. */
  path: string;
  deliveries: readonly DeliveryDto[];
  clock: ViewClock;
}) {
  return (
    <ScrollingTable caption="Deliveries, newest first">
      <thead>
        <tr>
          <Th>Event</Th>
          <Th>State</Th>
          <Th>Answer</Th>
          <Th numeric>Attempts</Th>
          <Th numeric>When</Th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.id} className="hover:bg-sunken">
            <Td className="font-mono whitespace-nowrap">
              <Link href={`${path}/${delivery.id}`} className="text-link" prefetch={false}>
                {delivery.event}
              </Link>
            </Td>
            <Td className="whitespace-nowrap">
              <StatusMark {...deliveryWords(delivery, clock)} />
            </Td>
            <Td className="min-w-40">{answerWords(delivery.lastAttempt)}</Td>
            <Td numeric>{delivery.attemptCount}</Td>
            <Td numeric className="whitespace-nowrap">
              <RelativeTime at={delivery.createdAt} clock={clock} />
            </Td>
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  );
}
