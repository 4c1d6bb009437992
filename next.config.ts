import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The browser tests build apart, so that a running demo keeps its own build.
  ...(process.env.NEXT_DIST_DIR ? { distDir: process.env.NEXT_DIST_DIR } : {}),
  // The checkout may sit below another lock file; without this Next guesses the wrong root.
  turbopack: { root: import.meta.dirname },
};

export default config;
