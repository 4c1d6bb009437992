"use client";

import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** What failed stays on the server; the digest is what its log carries. */
export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <div className="mx-auto max-w-prose px-4 py-10">
      <EmptyState
        title="This page could not be shown"
        actions={
          <>
            <Button variant="primary" onClick={() => retry()}>
              Try again
            </Button>
            {/* A full load: what broke may be the router. */}
            <a href="/dashboard" className={buttonClass("secondary", "md")}>
              Go to Today
            </a>
          </>
        }
      >
        <p>
          Something failed on our side and it has been logged. Nothing you saved is lost.
          {error.digest ? (
            <>
              {" "}
              When you report it, give this number:{" "}
              <code className="font-mono text-ink-strong">{error.digest}</code>
            </>
          ) : null}
        </p>
      </EmptyState>
    </div>
  );
}
