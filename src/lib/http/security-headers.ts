export type PolicyOptions = {
  nonce: string;
  /** Hot reloading evaluates code and keeps a socket open. */
  isDevelopment: boolean;
  /** Browsers would otherwise move a plain-http installation (localhost, an intranet) to https. */
  isHttps: boolean;
  /** Host of Clerk's Frontend API, from which its script and its sign-in come; null without Clerk. */
  clerkHost: string | null;
  /** Origins that a form may lead to besides our own, by redirect: Google's page of consent. */
  formTargets?: readonly string[];
};

/**
 * The Content-Security-Policy of pages. Scripts run with this answer's nonce only (and what those
 * load); styles may be inline, since attributes cannot carry a nonce.
 */
export function contentSecurityPolicy(options: PolicyOptions): string {
  const { nonce, isDevelopment, isHttps, clerkHost, formTargets = [] } = options;
  const clerk = clerkHost ? [`https://${clerkHost}`] : [];
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...clerk,
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", ...(clerkHost ? ["https://img.clerk.com"] : [])],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...clerk, ...(isDevelopment ? ["ws:"] : [])],
    "worker-src": ["'self'", ...(clerkHost ? ["blob:"] : [])],
    // Clerk's bot check runs in Cloudflare's frame.
    "frame-src": clerkHost ? ["'self'", "https://challenges.cloudflare.com"] : ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'", ...formTargets],
    "frame-ancestors": ["'none'"],
    ...(isHttps ? { "upgrade-insecure-requests": [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");
}

/** On every answer, pages and API alike. */
export const SECURITY_HEADERS = {
  // Ignored by browsers over plain http.
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  // Signing in with another account (Google and the like) may open a window.
  "cross-origin-opener-policy": "same-origin-allow-popups",
} as const;
