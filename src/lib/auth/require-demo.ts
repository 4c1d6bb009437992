import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";

/** @throws AppError forbidden wherever a provider signs people in. */
export function requireDemo(): { secret: string } {
  const { demo } = env();
  if (!demo) throw new AppError("forbidden", "Demo sign-in is off: Clerk signs people in here.");
  return demo;
}
