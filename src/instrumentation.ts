import type { Instrumentation } from "next";

/** Runs once, before the server answers anything. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: a constant of the build, which keeps Node's modules out of Next's edge bundle.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { stopUnlessConfigured } = await import("#lib/platform/stop-unless-configured.ts");
  stopUnlessConfigured();
  const { runJobsInProcess } = await import("#lib/jobs/run-in-process.ts");
  await runJobsInProcess();
  const { sendAfterAnswers } = await import("#lib/email/send-after-answers.ts");
  sendAfterAnswers();
  const { sendWebhooksAfterAnswers } = await import("#lib/webhooks/send-after-answers.ts");
  sendWebhooksAfterAnswers();
}

/** Whatever a page, a route or an action did not catch; the digest is all that its reader sees. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  // biome-ignore lint/style/noProcessEnv: a constant of the build, which keeps Node's modules out of Next's edge bundle.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("#lib/platform/log.ts");
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
