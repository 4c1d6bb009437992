import { createHash } from "node:crypto";
import type { Prisma } from "#generated/prisma/client.ts";
import { db, isUniqueViolation } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { open, seal } from "#lib/platform/secret-box.ts";

/** How long a key gets its first answer again. */
export const KEPT_MS = 24 * 3_600_000;
/** A request that has not answered by now is taken for dead, so that its key works again. */
const ABANDONED_MS = 90_000;
const MAX_KEY_LENGTH = 255;

export type StoredAnswer = { status: number; body: unknown };
export type IdempotencyScope = { userId: string; route: string; key: string };

/**
 * The `Idempotency-Key` header, or null when the caller sent none.
 *
 * @throws AppError invalid_input when it is empty or longer than 255 characters.
 */
export function readIdempotencyKey(request: Request): string | null {
  const key = request.headers.get("idempotency-key");
  if (key === null) return null;
  if (key.length < 1 || key.length > MAX_KEY_LENGTH) {
    const message = `must have 1 to ${MAX_KEY_LENGTH} characters`;
    throw new AppError("invalid_input", `Idempotency-Key ${message}`, {
      errors: [{ path: "Idempotency-Key", message }],
    });
  }
  return key;
}

/**
 * Runs the work once for each key and gives everybody else the stored answer. The key is claimed by
 * inserting its row, so two requests at the same moment cannot both run.
 *
 * @param hasSecret keeps the answer encrypted: a secret must not lie readable in the table for a day.
 * @throws AppError idempotency_mismatch for another body under the same key, conflict while the
 * first request is still running.
 */
export async function runOnce(
  scope: IdempotencyScope,
  body: Uint8Array,
  now: Date,
  work: () => Promise<StoredAnswer>,
  { hasSecret = false }: { hasSecret?: boolean } = {},
): Promise<StoredAnswer & { isReplay: boolean }> {
  const requestHash = createHash("sha256").update(body).digest("hex");
  const stored = await claim(scope, requestHash, now);
  if (stored) return { ...(hasSecret ? unsealed(stored) : stored), isReplay: true };
  const where = { userId_route_key: scope };
  try {
    const answer = await work();
    await db().idempotencyKey.update({
      where,
      data: toRow(hasSecret ? sealed(answer) : answer),
    });
    return { ...answer, isReplay: false };
  } catch (error) {
    // What failed may be tried again under the same key.
    await db().idempotencyKey.deleteMany({ where: scope });
    throw error;
  }
}

function toRow({ status, body }: StoredAnswer) {
  return { status, body: body as Prisma.InputJsonValue };
}

function sealed({ status, body }: StoredAnswer): StoredAnswer {
  return { status, body: seal(JSON.stringify(body), "idempotency.answer") };
}

function unsealed({ status, body }: StoredAnswer): StoredAnswer {
  return { status, body: JSON.parse(open(String(body), "idempotency.answer")) };
}

async function claim(
  scope: IdempotencyScope,
  requestHash: string,
  now: Date,
): Promise<StoredAnswer | null> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await db().idempotencyKey.create({ data: { ...scope, requestHash, createdAt: now } });
      return null;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
    const existing = await db().idempotencyKey.findUnique({ where: { userId_route_key: scope } });
    if (!existing) continue;
    const age = now.getTime() - existing.createdAt.getTime();
    if (age > (existing.status === null ? ABANDONED_MS : KEPT_MS)) {
      await db().idempotencyKey.deleteMany({ where: { ...scope, createdAt: existing.createdAt } });
      continue;
    }
    if (existing.requestHash !== requestHash) {
      throw new AppError(
        "idempotency_mismatch",
        "This Idempotency-Key was used with another body. Use a new key.",
      );
    }
    if (existing.status !== null) return { status: existing.status, body: existing.body };
    break;
  }
  throw new AppError("conflict", "The first request with this Idempotency-Key is still running.", {
    headers: { "retry-after": "2" },
  });
}
