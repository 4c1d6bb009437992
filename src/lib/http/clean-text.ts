import { AppError, type FieldError } from "#lib/platform/errors.ts";

// Strings are well-formed Unicode without NUL before anything else sees them: PostgreSQL stores
// neither NUL nor half a surrogate pair, and would turn either into a server error.

function unstorable(value: string): boolean {
  return value.includes("\u0000") || !value.isWellFormed();
}

function collect(value: unknown, path: string, found: FieldError[]): void {
  if (found.length >= 10) return;
  if (typeof value === "string") {
    if (unstorable(value)) {
      found.push({
        path,
        message: "contains a character that cannot be stored (NUL or half a surrogate pair)",
      });
    }
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const childPath = path ? `${path}.${key}` : key;
    if (unstorable(key)) collect(key, path, found);
    else collect(child, childPath, found);
  }
}

/** @throws AppError invalid_input naming each field whose text cannot be stored. */
export function requireStorableText(value: unknown): void {
  const errors: FieldError[] = [];
  collect(value, "", errors);
  const [first] = errors;
  if (first) {
    throw new AppError("invalid_input", `${first.path || "The input"} ${first.message}`, {
      errors,
    });
  }
}
