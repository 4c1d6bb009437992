import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Context } from "#lib/access/context.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { requireStorableText } from "#lib/http/clean-text.ts";
import type { FormAction, FormState } from "#lib/http/form-state.ts";
import { toAppError } from "#lib/http/problem.ts";
import { AppError } from "#lib/platform/errors.ts";
import { type LimitTier, takeFromLimit } from "#lib/platform/rate-limit.ts";

/** What an action says when it is done; with `redirectTo` the person goes there. */
export type ActionResult = { message?: string; redirectTo?: string; secret?: string } | undefined;

type FormValues = Record<string, FormDataEntryValue>;

/**
 * The door for every Server Action: identify, limit, parse, handle, answer. An action is a public
 * endpoint whatever page shows it, so nothing in the form is trusted.
 */
export function createAction<S extends z.ZodType>(declaration: {
  input: S;
  handler: (input: { ctx: Context; input: z.infer<S> }) => Promise<ActionResult>;
}): FormAction {
  return (_state, formData) =>
    run(formData, (ctx, values) =>
      declaration.handler({ ctx, input: declaration.input.parse(values) }),
    );
}

/** The same for an action on one record, whose id the page binds. It too comes from outside. */
export function createRecordAction<I extends z.ZodType<string>, S extends z.ZodType>(declaration: {
  id: I;
  input: S;
  handler: (input: { ctx: Context; id: z.infer<I>; input: z.infer<S> }) => Promise<ActionResult>;
}): (id: string, ...rest: Parameters<FormAction>) => Promise<FormState> {
  return (id, _state, formData) =>
    run(formData, (ctx, values) => {
      requireStorableText(id);
      return declaration.handler({
        ctx,
        id: declaration.id.parse(id),
        input: declaration.input.parse(values),
      });
    });
}

/** The same for a call from script that wants data back instead of the state of a form. */
export function createCallAction<S extends z.ZodType, R extends object>(declaration: {
  limit: LimitTier;
  input: S;
  handler: (input: { ctx: Context; input: z.infer<S> }) => Promise<R>;
}): (formData: FormData) => Promise<({ ok: true } & R) | { ok: false; message: string }> {
  return async (formData) => {
    const outcome = await attempt(readForm(formData), declaration.limit, (ctx, values) =>
      declaration.handler({ ctx, input: declaration.input.parse(values) }),
    );
    if (outcome.error) return { ok: false, message: outcome.error.message };
    return { ok: true, ...outcome.result };
  };
}

async function run(
  formData: FormData,
  handle: (ctx: Context, values: FormValues) => Promise<ActionResult>,
): Promise<FormState> {
  const values = readForm(formData);
  const { result, error } = await attempt(values, "standard", handle);
  if (error) {
    return {
      ok: false,
      message: error.message,
      errors: Object.fromEntries(error.errors.map(({ path, message }) => [path, message])),
      values: textOf(values),
    };
  }
  if (result?.redirectTo) redirect(result.redirectTo);
  const { message, secret } = result ?? {};
  return { ok: true, ...(message ? { message } : {}), ...(secret ? { secret } : {}) };
}

/** In this order: identify, limit, parse, handle. Whatever is thrown becomes what may be shown. */
async function attempt<R>(
  values: FormValues,
  tier: LimitTier,
  handle: (ctx: Context, values: FormValues) => Promise<R>,
): Promise<{ result: R; error?: never } | { result?: never; error: AppError }> {
  let requestId = "unknown";
  try {
    const ctx = await requireUser();
    requestId = ctx.requestId;
    const limit = await takeFromLimit(tier, ctx.user.id, ctx.now);
    if (limit && !limit.isAllowed) {
      const wait = `Try again in ${limit.resetSeconds} seconds.`;
      throw new AppError("rate_limited", `Too many changes at once. ${wait}`);
    }
    requireStorableText(values);
    return { result: await handle(ctx, values) };
  } catch (thrown) {
    // Next's own redirects travel as errors.
    unstable_rethrow(thrown);
    return { error: toAppError(thrown, requestId) };
  }
}

/** Fields by name; Next's own bookkeeping fields are left out. */
function readForm(formData: FormData): FormValues {
  return Object.fromEntries([...formData].filter(([name]) => !name.startsWith("$ACTION")));
}

function textOf(values: FormValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
