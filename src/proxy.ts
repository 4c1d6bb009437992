import { randomBytes } from "node:crypto";
import { type NextFetchEvent, type NextRequest, NextResponse } from "next/server";
import { signInFirst } from "#lib/auth/authenticate.ts";
import { clerkHost } from "#lib/auth/clerk-host.ts";
import { RENEWED_SESSION_HEADER } from "#lib/auth/credentials.ts";
import { identityProvider } from "#lib/auth/identity.ts";
import { PATH_HEADER, signInPath } from "#lib/auth/next-path.ts";
import { isApiPath, isPublicPath } from "#lib/auth/public-paths.ts";
import { REQUEST_ID_HEADER, requestIdFrom } from "#lib/auth/request-id.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { declaredLength, MAX_BODY_BYTES, payloadTooLarge } from "#lib/http/read-body.ts";
import { isSameOrigin } from "#lib/http/same-origin.ts";
import { contentSecurityPolicy, SECURITY_HEADERS } from "#lib/http/security-headers.ts";
import { type Env, env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";

// Next serves nothing but files of the build below this folder. Everything else passes through here.
export const config = { matcher: ["/((?!_next/static/).*)"] };

/** What one request is given on its way: headers for the app behind, and those of the answer. */
type Passage = { requestId: string; policy: string; forward: Headers };

/**
 * Stands before every page and route: refuses bodies that are too large and strangers (default-deny),
 * names the request and sets the security headers. Pages and routes check again by themselves; this
 * is the first of two locks.
 */
export async function proxy(request: NextRequest, event: NextFetchEvent): Promise<Response> {
  const passage = preparePassage(request);
  const response = await decide(request, event, passage);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  response.headers.set("content-security-policy", passage.policy);
  response.headers.set(REQUEST_ID_HEADER, passage.requestId);
  return response;
}

async function decide(
  request: NextRequest,
  event: NextFetchEvent,
  passage: Passage,
): Promise<Response> {
  if (!isReadable(request.nextUrl)) {
    const detail = "The address contains a percent escape that is no text.";
    return problemResponse(new AppError("malformed_request", detail), passage.requestId);
  }
  // A body without Content-Length is counted where it is read.
  if (declaredLength(request.headers) > MAX_BODY_BYTES) {
    return problemResponse(payloadTooLarge(MAX_BODY_BYTES), passage.requestId);
  }
  if (isForeignForm(request)) {
    const detail = "Forms are accepted from this site's own pages only. Programs use the REST API.";
    return problemResponse(new AppError("forbidden", detail), passage.requestId);
  }
  const { clerk } = env();
  // Clerk answers some requests with a redirect of its own; an API must not.
  if (clerk && !isApiPath(request.nextUrl.pathname)) {
    return await throughClerk(clerk, request, event, passage);
  }
  return await admit(request, passage);
}

/**
 * A form posted to a page by anything but one of our pages. Next looks at the origin of Server Actions
 * too, but reads the body first, and answers 500 to one that is not the form it claims to be.
 */
function isForeignForm(request: NextRequest): boolean {
  const isRead = ["GET", "HEAD", "OPTIONS"].includes(request.method);
  // Letter for letter: `/API/deals` is a page to the router, one that does not exist.
  return !isRead && !request.nextUrl.pathname.startsWith("/api/") && !isSameOrigin(request);
}

/**
 * Next answers 500 to an address with a broken escape as soon as it reads a parameter from it, and
 * nothing that is stored contains NUL. Routes name the field that has one; pages have no place for it.
 */
function isReadable({ pathname, search }: { pathname: string; search: string }): boolean {
  if (!isApiPath(pathname) && /%00/.test(pathname + search)) return false;
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** Lets the request through when its path is public or it proves who is asking. */
async function admit(request: NextRequest, passage: Passage): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  const isAdmitted =
    isPublicPath(pathname) || (await (await identityProvider()).identify(passage.forward)) !== null;
  if (isAdmitted) return NextResponse.next({ request: { headers: passage.forward } });
  if (isApiPath(pathname)) return problemResponse(signInFirst(), passage.requestId);
  const isRead = request.method === "GET" || request.method === "HEAD";
  // 303 turns a form that was sent too late into a plain visit of the sign-in page.
  const response = NextResponse.redirect(
    new URL(signInPath(`${pathname}${search}`), request.url),
    isRead ? 307 : 303,
  );
  response.headers.set("cache-control", "no-store");
  return response;
}

/** Clerk's middleware keeps the browser's session fresh, by redirect where it has to. */
async function throughClerk(
  clerk: NonNullable<Env["clerk"]>,
  request: NextRequest,
  event: NextFetchEvent,
  passage: Passage,
): Promise<Response> {
  const { clerkMiddleware } = await import("@clerk/nextjs/server");
  const handle = clerkMiddleware(
    async (auth) => {
      const token = await (await auth()).getToken();
      if (token) passage.forward.set(RENEWED_SESSION_HEADER, token);
      return await admit(request, passage);
    },
    // The keys it reads from the environment itself; given here, it would want a third to hide them.
    {
      ...(clerk.jwtKey ? { jwtKey: clerk.jwtKey } : {}),
      signInUrl: "/sign-in",
      signUpUrl: "/sign-up",
    },
  );
  const response = (await handle(request, event)) ?? (await admit(request, passage));
  return withoutRewrite(response);
}

/**
 * Clerk lets a request go on by "rewriting" it to its own address. Where that differs from the one
 * the server was started under (127.0.0.1 for localhost), Next would fetch it from itself, for ever.
 */
function withoutRewrite(response: Response): Response {
  if (response.headers.has("x-middleware-rewrite")) {
    response.headers.delete("x-middleware-rewrite");
    response.headers.set("x-middleware-next", "1");
  }
  return response;
}

function preparePassage(request: NextRequest): Passage {
  const { appUrl, clerk, nodeEnv, googleClient, googleOauthBaseUrl } = env();
  const requestId = requestIdFrom(request.headers);
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy({
    nonce,
    isDevelopment: nodeEnv === "development",
    isHttps: appUrl.startsWith("https:"),
    clerkHost: clerk ? clerkHost(clerk.publishableKey) : null,
    formTargets: googleClient ? [new URL(googleOauthBaseUrl.consent).origin] : [],
  });
  const forward = new Headers(request.headers);
  forward.delete(RENEWED_SESSION_HEADER);
  forward.set(REQUEST_ID_HEADER, requestId);
  forward.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  forward.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from here.
  forward.set("content-security-policy", policy);
  return { requestId, policy, forward };
}
