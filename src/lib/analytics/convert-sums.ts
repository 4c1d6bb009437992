import type { Workspace } from "#lib/access/workspace.ts";
import { db } from "#lib/platform/db.ts";
import { convertMinor, toMajor } from "#lib/platform/money.ts";

/** A sum in the workspace currency, and what could not be part of it. */
export type Sum = {
  /** Major units of the workspace currency. */
  value: number;
  count: number;
  /** Deals left out of `value` because their currency has no rate; they are in `count`. */
  withoutRate: number;
};

/** Part of a sum in one currency: minor units, as the database adds them up. */
export type CurrencyPart = { currency: string; minor: bigint; count: number };

export type Converter = (parts: readonly CurrencyPart[]) => Sum;

/**
 * Adds amounts of several currencies by the rates kept for the workspace. Each currency is summed
 * exactly and converted once, so the result does not depend on how rows were grouped.
 */
export async function sumConverter(workspace: Workspace): Promise<Converter> {
  const rows = await db().exchangeRate.findMany({
    where: { workspaceId: workspace.id },
    select: { currency: true, rate: true },
  });
  const rates = new Map(rows.map(({ currency, rate }) => [currency, rate.toFixed()]));
  return (parts) => {
    let minor = 0n;
    let count = 0;
    let withoutRate = 0;
    for (const part of parts) {
      count += part.count;
      const rate = part.currency === workspace.currency ? "1" : rates.get(part.currency);
      if (rate === undefined) withoutRate += part.count;
      else minor += convertMinor(part.minor, part.currency, workspace.currency, rate);
    }
    return { value: Number(toMajor(minor, workspace.currency)), count, withoutRate };
  };
}
