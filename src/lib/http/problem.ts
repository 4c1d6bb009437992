import { z } from "zod";
import { isUnreachable } from "#lib/platform/db.ts";
import { AppError, ERRORS, type ErrorCode, type FieldError } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";

const codes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** The body of every error (RFC 9457), documented and sent from this one shape. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    success: z.literal(false),
    code: z.enum(codes),
    errors: z.array(z.object({ path: z.string(), message: z.string() })),
    requestId: z.string(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;

/** Zod's issues as field errors; a path is dotted, empty for the whole. */
export function fieldErrors(error: z.core.$ZodError): FieldError[] {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

/**
 * Turns whatever was thrown into what may be shown. The cause of anything unexpected goes to the log
 * under the request's id, which is all the caller gets to see of it.
 */
export function toAppError(thrown: unknown, requestId: string): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof z.core.$ZodError) {
    const errors = fieldErrors(thrown);
    return new AppError("invalid_input", summarise(errors), { errors });
  }
  log().error({ err: thrown, requestId }, "unexpected error");
  if (isUnreachable(thrown)) {
    return new AppError("unavailable", "The database does not answer. Please try again shortly.", {
      cause: thrown,
      headers: { "retry-after": "5" },
    });
  }
  return new AppError("internal", `Please try again; if it stays, report request ${requestId}.`, {
    cause: thrown,
  });
}

export function problemResponse(error: AppError, requestId: string): Response {
  const { status, title } = ERRORS[error.code];
  const body: Problem = {
    type: `urn:sentinel:error:${error.code}`,
    title,
    status,
    detail: error.message,
    success: false,
    code: error.code,
    errors: error.errors,
    requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...error.headers,
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-request-id": requestId,
    },
  });
}

function summarise(errors: FieldError[]): string {
  const [first] = errors;
  if (!first) return "The input is not valid.";
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return `${first.path ? `${first.path}: ` : ""}${first.message}${rest}`;
}
