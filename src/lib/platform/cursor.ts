import { AppError } from "#lib/platform/errors.ts";

/** What a part of a cursor must be before it goes near a query. */
export type CursorPart = "text" | "number" | "moment" | "day";

const CHECKS: Record<CursorPart, (text: string) => boolean> = {
  text: (text) => text.length <= 500 && text.isWellFormed() && !text.includes("\u0000"),
  number: (text) => text !== "" && Number.isFinite(Number(text)),
  moment: (text) => /^-?\d{4,6}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
  day: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
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
      expected.every(
        (kind, index) => typeof parts[index] === "string" && CHECKS[kind](parts[index]),
      )
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
