import { ChevronRight, ChevronsLeft } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";

/** Keyset pages know what comes next and where the list begins, not their number. */
export function Pagination({
  label,
  firstHref,
  nextHref,
}: {
  label: string;
  firstHref: string | null;
  nextHref: string | null;
}) {
  if (!firstHref && !nextHref) return null;
  return (
    <nav aria-label={label} className="flex items-center gap-2 pt-3">
      <div className="ml-auto flex gap-2">
        {firstHref ? (
          <ButtonLink href={firstHref} size="sm">
            <ChevronsLeft aria-hidden strokeWidth={1.5} /> First page
          </ButtonLink>
        ) : null}
        {nextHref ? (
          <ButtonLink href={nextHref} size="sm" rel="next">
            Next <ChevronRight aria-hidden strokeWidth={1.5} />
          </ButtonLink>
        ) : null}
      </div>
    </nav>
  );
}
