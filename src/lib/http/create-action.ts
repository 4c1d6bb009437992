import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Context } from "#lib/access/context.ts";
import { requireUser } from "#lib/auth/require-user.ts";
import { requireStorableText } from "#lib/http/clean-text.ts";
import type { FormState } from "#lib/http/form-state.ts";
import { toAppError } from "#lib/http/problem.ts";
import { AppError } from "#lib/platform/errors.ts";
import { takeFromLimit } from "#lib/platform/rate-limit.ts";

export type ActionResult = { message?: string; redirectTo?: string; data?: unknown } | undefined;

/**
 * The door for every Server Action: identify, limit, parse, handle, answer. An action is a public
 * endpoint whatever page shows it, so nothing in the form is trusted.
 */
export function createAction<S extends z.ZodType>(declaration: {
  input: S;
  handler: (input: { ctx: Context; input: z.infer<S> }) => Promise<ActionResult>;
}): (state: FormState, formData: FormData) => Promise<FormState> {
  return async (_state, formData) => {
    let redirectTo: string | undefined;
    const values = readForm(formData);
    try {
      const ctx = await requireUser();
      const limit = await takeFromLimit("standard", ctx.user.id, ctx.now);
      if (limit && !limit.isAllowed) {
        throw new AppError(
          "rate_limited",
          `Too many changes at once. Try again in ${limit.resetSeconds} seconds.`,
        );
      }
      requireStorableText(values);
      const result = await declaration.handler({ ctx, input: declaration.input.parse(values) });
      redirectTo = result?.redirectTo;
      if (!redirectTo) {
        return { ok: true, ...(result?.message ? { message: result.message } : {}) };
      }
    } catch (thrown) {
      unstable_rethrow(thrown);
      const error = toAppError(thrown, "action");
      const errors = Object.fromEntries(error.errors.map(({ path, message }) => [path, message]));
      return { ok: false, message: error.message, errors, values: textValues(values) };
    }
    redirect(redirectTo);
  };
}

/** Fields by name; Next's own bookkeeping fields are left out. */
function readForm(formData: FormData): Record<string, FormDataEntryValue> {
  return Object.fromEntries([...formData].filter(([name]) => !name.startsWith("$ACTION")));
}

function textValues(values: Record<string, FormDataEntryValue>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
