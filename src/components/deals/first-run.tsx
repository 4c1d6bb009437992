import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** What a workspace without a single deal shows instead of empty charts. */
export function FirstRun({ canCreate }: { canCreate: boolean }) {
  return (
    <EmptyState
      title="No deals yet"
      actions={
        canCreate ? (
          <>
            <ButtonLink href="/deals/import" variant="primary">
              Import a CSV
            </ButtonLink>
            <ButtonLink href="/deals/new">Enter a deal</ButtonLink>
          </>
        ) : undefined
      }
    >
      {canCreate
        ? "Export your pipeline from the CRM and import it here: Sentinel recognises the columns of Salesforce, HubSpot and Pipedrive exports. Every open deal is scored as it comes in."
        : "Your role may look at this team's deals. As soon as somebody adds one, it appears here with its risk."}
    </EmptyState>
  );
}
