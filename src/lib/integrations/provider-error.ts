/**
 * Why a provider did not do what was asked:
 * - auth: the credentials are no longer good; nothing works until somebody connects anew
 * - permission: they are good, but not for this
 * - rate_limited: later
 * - unavailable: no answer, or one of the provider's own failures
 * - bad_answer: an answer that is not what the provider documents
 * - refused: the request itself was wrong (an unknown field, a record that is gone)
 */
export type ProviderErrorKind =
  | "auth"
  | "permission"
  | "rate_limited"
  | "unavailable"
  | "bad_answer"
  | "refused";

/** A failure at a provider, in words that a person can act on and without a secret in them. */
export class ProviderError extends Error {
  override name = "ProviderError";
  readonly kind: ProviderErrorKind;
  /** The provider's own code for it, where it has one. */
  readonly code: string | null;
  readonly retryAfterMs: number | null;

  constructor(
    kind: ProviderErrorKind,
    message: string,
    details: { code?: string | null; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.code = details.code ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }

  /** Whether the same request may succeed a little later. */
  get isPassing(): boolean {
    return this.kind === "rate_limited" || this.kind === "unavailable";
  }
}
