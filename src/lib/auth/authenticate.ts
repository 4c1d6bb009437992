import { loadContext, type SignedIn } from "#lib/auth/load-context.ts";
import { AppError } from "#lib/platform/errors.ts";

/**
 * Who sends this request, for route handlers. Does not rely on the proxy having looked before.
 *
 * @throws AppError unauthenticated; unavailable when a new person's profile cannot be fetched.
 */
export async function authenticate(request: Request): Promise<SignedIn> {
  const signedIn = await loadContext(request.headers);
  if (!signedIn) throw signInFirst();
  return signedIn;
}

/** The one answer to everybody who is not signed in, whatever is wrong with their credentials. */
export function signInFirst(): AppError {
  return new AppError(
    "unauthenticated",
    "Send a session cookie or an Authorization header with a valid bearer token.",
    { headers: { "www-authenticate": 'Bearer realm="sentinel"' } },
  );
}
