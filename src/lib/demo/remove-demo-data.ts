import { deleteDemoRecords } from "#lib/demo/delete-demo-records.ts";
import type { Db } from "#lib/platform/db.ts";

/**
 * Deletes the generated records, and with `people` also the generated teams and accounts that then
 * hold nothing of anybody's: who signs in as a demo person keeps the account, and whatever people have
 * added themselves stays where it is. All of it in one transaction.
 */
export async function removeDemoData(
  client: Db,
  { people }: { people: "keep" | "remove" },
): Promise<{ deals: number }> {
  return client.$transaction(async (tx) => {
    const { deals } = await deleteDemoRecords(tx, null);
    if (people === "remove") {
      await tx.team.deleteMany({
        where: {
          isDemo: true,
          deals: { none: {} },
          contacts: { none: {} },
          meetings: { none: {} },
          webhooks: { none: {} },
          slack: { none: {} },
          members: { none: { user: { isDemo: false } } },
        },
      });
      await tx.user.deleteMany({
        where: {
          isDemo: true,
          memberships: { none: {} },
          deals: { none: {} },
          contacts: { none: {} },
          meetings: { none: {} },
          webhooks: { none: {} },
        },
      });
    }
    return { deals };
  });
}
