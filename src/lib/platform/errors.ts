/** Every way in which a request can fail. Type, status and title all derive from this table. */
export const ERRORS = {
  malformed_request: { status: 400, title: "The request could not be read" },
  unauthenticated: { status: 401, title: "Sign in first" },
  forbidden: { status: 403, title: "You may not do this" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  conflict: { status: 409, title: "Somebody else was faster" },
  payload_too_large: { status: 413, title: "The request is too large" },
  unsupported_media_type: { status: 415, title: "Unsupported content type" },
  invalid_input: { status: 422, title: "Some of the input is not valid" },
  idempotency_mismatch: { status: 422, title: "Idempotency key used for another request" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "Not available right now" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One thing wrong with the input: `path` names the field, dotted; empty for the input as a whole. */
export type FieldError = { path: string; message: string };

type Details = { errors?: FieldError[]; headers?: Record<string, string>; cause?: unknown };

/**
 * A failure whose text may be shown to the caller. Anything else that is thrown is shown as
 * `internal`, and its cause goes to the log alone.
 */
export class AppError extends Error {
  override name = "AppError";
  readonly code: ErrorCode;
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, detail: string, details: Details = {}) {
    super(detail, { cause: details.cause });
    this.code = code;
    this.errors = details.errors ?? [];
    this.headers = details.headers ?? {};
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** Absent and somebody else's are the same answer, so that ids cannot be probed. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `${what} was not found.`);
}

export function forbidden(detail: string): AppError {
  return new AppError("forbidden", detail);
}

export function invalid(path: string, message: string): AppError {
  return new AppError("invalid_input", message, { errors: [{ path, message }] });
}
