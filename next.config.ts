import type { NextConfig } from "next";

// Demo builds carry none of Clerk's code: see src/lib/auth/auth-ui.tsx.
const authUi = process.env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY
  ? { "#lib/auth/auth-ui.tsx": "./src/lib/auth/auth-ui.clerk.tsx" }
  : {};

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { tsconfigPath: "tsconfig.next.json" },
  // The browser tests build apart, so that a running demo keeps its own build.
  ...(process.env.NEXT_DIST_DIR ? { distDir: process.env.NEXT_DIST_DIR } : {}),
  // The checkout may sit below another lock file; without this Next guesses the wrong root.
  turbopack: { root: import.meta.dirname, resolveAlias: authUi },
  // Pages of documents read them while they are served: made at build time, their scripts would have
  // no nonce and be refused.
  outputFileTracingIncludes: { "/docs/[[...slug]]": ["./docs/*.md"] },
  // Next cuts a body silently at this size before a route sees it. With room above our own limit of
  // 10 MB a body that is too large still looks too large, and is refused instead of half read.
  experimental: {
    proxyClientMaxBodySize: "11mb",
    // A CSV is uploaded to a Server Action; Next allows these 1 MB unless told otherwise.
    serverActions: { bodySizeLimit: "10mb" },
  },
  // The one folder that the proxy does not see.
  headers: async () => [
    {
      source: "/_next/static/:path*",
      headers: [{ key: "x-content-type-options", value: "nosniff" }],
    },
  ],
};

export default config;
