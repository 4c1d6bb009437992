import { Plus, Upload } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";

/** The two ways in which deals come in, for a page's head. */
export function AddDeals() {
  return (
    <>
      <ButtonLink href="/deals/import">
        <Upload aria-hidden strokeWidth={1.5} />
        Import
      </ButtonLink>
      <ButtonLink href="/deals/new" variant="primary">
        <Plus aria-hidden strokeWidth={1.5} />
        New deal
      </ButtonLink>
    </>
  );
}
