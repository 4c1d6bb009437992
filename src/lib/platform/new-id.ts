import { randomBytes } from "node:crypto";

const RANDOM_LENGTH = 16;

/**
 * An id of the form that Prisma gives rows it creates one by one: 25 characters, the first ones by
 * time, so that rows written together lie together in the indexes.
 */
export function newId(now: Date): string {
  const time = now.getTime().toString(36).padStart(8, "0").slice(-8);
  const random = BigInt(`0x${randomBytes(RANDOM_LENGTH).toString("hex")}`).toString(36);
  return `c${time}${random.padStart(RANDOM_LENGTH, "0").slice(-RANDOM_LENGTH)}`;
}
