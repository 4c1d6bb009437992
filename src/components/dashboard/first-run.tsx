import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** An empty workspace: the two ways to a first score. */
export function FirstRun({ canImport }: { canImport: boolean }) {
  return (
    <EmptyState
      title="No deals yet"
      actions={
        canImport ? (
          <>
            <ButtonLink href="/deals/import" variant="primary">
              Import a CSV
            </ButtonLink>
            <ButtonLink href="/deals/new">Enter a deal</ButtonLink>
          </>
        ) : null
      }
    >
      {canImport ? (
        <p>
          Bring your pipeline as a CSV from your CRM or a spreadsheet. Every open deal gets its
          score, its reasons and a next action as soon as it is in.
        </p>
      ) : (
        <p>Nobody in your team has entered or imported a deal so far.</p>
      )}
    </EmptyState>
  );
}
