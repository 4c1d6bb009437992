import { notFound } from "next/navigation";
import { AppError } from "#lib/platform/errors.ts";

/** For pages: what is absent, or somebody else's, or asked for with a broken link shows the 404 page. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const isAbsent =
      error instanceof AppError &&
      (error.code === "not_found" || error.code === "malformed_request");
    if (isAbsent) notFound();
    throw error;
  }
}
