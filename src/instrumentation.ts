import type { Instrumentation } from "next";
import { EnvError, env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";

/** Runs once, before the server answers anything: a configuration that cannot work stops it here. */
export function register(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Whatever a page, a route or an action did not catch; the digest is all that its reader sees. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  log().error(
    {
      err: error,
      digest,
      requestId: request.headers["x-request-id"],
      method: request.method,
      // Without its query, which may carry what a person typed.
      path: request.path.split("?")[0],
      route: context.routePath,
      routeType: context.routeType,
    },
    "request failed",
  );
};
