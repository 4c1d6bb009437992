import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The checkout may sit below another lock file; without this Next guesses the wrong root.
  turbopack: { root: import.meta.dirname },
};

export default config;
