import { AppError } from "#lib/platform/errors.ts";

/** For pages that say in their own words what the reader's role keeps from them: then null. */
export async function unlessForbidden<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") return null;
    throw error;
  }
}
