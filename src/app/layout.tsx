import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AuthProvider } from "#lib/auth/auth-ui.tsx";
import { MONO, SANS } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Sentinel", template: "%s · Sentinel" },
  description:
    "Sentinel scores every open deal, says why it is at risk, and says what to do before it is lost.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafb" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1014" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // /theme.js writes data attributes on <html> before React sees it.
    <html lang="en" className={`${SANS.variable} ${MONO.variable}`} suppressHydrationWarning>
      <head>
        {/* Browsers hide a nonce from scripts, so the attribute never matches on hydration. */}
        <script src="/theme.js" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>
        <AuthProvider nonce={nonce}>{children}</AuthProvider>
      </body>
    </html>
  );
}
