import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { announce } from "#lib/realtime/announce.ts";
import type {
  PersonalNews,
  PersonalNewsData,
  PersonalNewsName,
} from "#lib/realtime/personal-news.ts";

/**
 * Tells people, each for themselves alone, something on the pages they have open: one statement for
 * any number. It reaches them after the commit and never when the transaction is rolled back; whoever
 * has no page open finds it when they come back. The kinds and their data are in personal-news.ts;
 * `data` is sent to the browser as it is, so it holds nothing that the person may not see.
 */
export async function tellPeople(tx: Tx, news: readonly PersonalNews[]): Promise<void> {
  if (news.length === 0) return;
  await insertRows(
    tx,
    "RealtimeEvent",
    news.map(({ userId, name, data }) => ({ audienceId: userId, name, data })),
  );
  announce(tx);
}

/** The same for one person: `tellPerson(tx, userId, "notification.created", { id, kind, unread })`. */
export function tellPerson<N extends PersonalNewsName>(
  tx: Tx,
  userId: string,
  name: N,
  data: PersonalNewsData<N>,
): Promise<void> {
  return tellPeople(tx, [{ userId, name, data } as PersonalNews]);
}
