"use client";

import "./globals.css";
import PageError from "./error.tsx";

/** Replaces the whole document when the root layout itself fails. */
export default function GlobalError(props: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>Sentinel could not be shown</title>
        <main>
          <PageError {...props} />
        </main>
      </body>
    </html>
  );
}
