import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

/** What those see whose role in the team does not reach to its webhooks. */
export function NotForYou({ team }: { team: string }) {
  return (
    <>
      <PageHeader title="Webhooks" note={team} />
      <EmptyState title="Owners and admins look after the webhooks">
        They decide which servers are told what happens in {team}. For the deals that are yours
        alone, choose your personal workspace at the top left.
      </EmptyState>
    </>
  );
}
