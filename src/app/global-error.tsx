"use client";

import "./globals.css";

/**
 * Replaces the whole document when the root layout itself fails. Imports nothing of the app: it is
 * part of every page's download and must work when the rest does not.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Sentinel could not be shown</title>
        <main className="mx-auto grid max-w-prose gap-3 px-4 py-10">
          <h1 className="text-lead font-medium">Sentinel could not be shown</h1>
          <p>
            Something failed on our side and it has been logged. Nothing you saved is lost.
            {error.digest ? ` When you report it, give this number: ${error.digest}` : null}
          </p>
          <p>
            <a href="/dashboard" className="text-link">
              Try again
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
