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
    // The audit trail lets rows go only with their deal, and only while this is set.
    await tx.$executeRaw`SELECT set_config('sentinel.erasing', 'on', true)`;
    await tx.$executeRaw`
      DELETE FROM "DomainEvent" WHERE "dealId" IN (SELECT id FROM "Deal" WHERE "isDemo")`;
    const deals = await tx.deal.deleteMany({ where: { isDemo: true } });
    await tx.meeting.deleteMany({ where: { isDemo: true } });
    await tx.contact.deleteMany({ where: { isDemo: true } });
    await tx.webhook.deleteMany({ where: { isDemo: true } });
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
    return { deals: deals.count };
  });
}
