import { AppError } from "#lib/platform/errors.ts";

/**
 * What a part of a cursor must be before it goes near a query. Each lets through only what the
 * database can read as its type: anything else would come back as a server error.
 */
export type CursorPart = (part: string) => boolean;

const MAX_LENGTH = 1_000;
/** Far inside the range of a double, whose ends the database refuses. */
const SMALLEST = 1e-300;
const LARGEST = 1e300;

export const isText: CursorPart = (part) =>
  part.length <= MAX_LENGTH && part.isWellFormed() && !part.includes("\u0000");

export const isDecimal: CursorPart = (part) => {
  if (!/^-?\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,3})?$/.test(part)) return false;
  const size = Math.abs(Number(part));
  return size === 0 ? !part.includes("e") : size >= SMALLEST && size <= LARGEST;
};

export const isWhole: CursorPart = (part) => /^-?\d{1,18}$/.test(part);

/** `YYYY-MM-DD`, a day that exists. */
export const isDay: CursorPart = (part) => {
  const moment = Date.parse(`${part}T00:00:00Z`);
  return (
    /^\d{4}-/.test(part) &&
    part >= "0001" &&
    !Number.isNaN(moment) &&
    new Date(moment).toISOString().startsWith(part)
  );
};

/** ISO 8601 in UTC, as `toISOString` writes it for the years 1 to 9999. */
export const isMoment: CursorPart = (part) => {
  const moment = Date.parse(part);
  return part >= "0001" && !Number.isNaN(moment) && new Date(moment).toISOString() === part;
};

/** As PostgreSQL writes a timestamptz: `2026-11-18 10:55:00.123+00`, or `-infinity` for none. */
export const isDatabaseMoment: CursorPart = (part) => {
  if (part === "-infinity") return true;
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?([+-]\d\d)(:\d\d)?$/.exec(part);
  if (!match) return false;
  const [, day = "", time = "", , hours = "", minutes = ":00"] = match;
  return isDay(day) && !Number.isNaN(Date.parse(`${day}T${time}${hours}${minutes}`));
};

/** Where the next page begins: the sort keys of the last row, opaque to callers. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/**
 * @throws AppError malformed_request for anything that `encodeCursor` did not make for this order.
 */
export function decodeCursor<const P extends readonly CursorPart[]>(
  cursor: string,
  expected: P,
): { [K in keyof P]: string } {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (
      Array.isArray(parts) &&
      parts.length === expected.length &&
      expected.every((isPart, index) => typeof parts[index] === "string" && isPart(parts[index]))
    ) {
      return parts as { [K in keyof P]: string };
    }
  } catch {
    // Falls through: not even JSON.
  }
  throw new AppError("malformed_request", "This cursor was not given out for this list.", {
    errors: [{ path: "cursor", message: "use nextCursor of the page before, with the same order" }],
  });
}
