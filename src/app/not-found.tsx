import type { Metadata } from "next";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export const metadata: Metadata = { title: "Not found" };

/** The same words for what does not exist and for what the reader may not see. */
export default function NotFound() {
  return (
    <main className="mx-auto max-w-prose px-4 py-10">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is nothing here"
        actions={
          <>
            {/* Plain links: this page is part of every other's download. */}
            <a href="/dashboard" className={buttonClass("primary", "md")}>
              Go to Today
            </a>
            <a href="/deals" className={buttonClass("secondary", "md")}>
              All deals
            </a>
          </>
        }
      >
        <p>The address may be mistyped, the record deleted, or it belongs to another team.</p>
      </EmptyState>
    </main>
  );
}
