import { env } from "#lib/platform/env.ts";
import { invalid } from "#lib/platform/errors.ts";
import { checkTarget } from "#lib/platform/outbound/check-target.ts";

/** @throws AppError invalid_input naming what is wrong with the address of an endpoint. */
export async function requireTarget(url: string): Promise<void> {
  const problem = await checkTarget(url, { allowPrivate: env().webhookAllowPrivate });
  if (problem) throw invalid("url", problem);
}
