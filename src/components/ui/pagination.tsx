import { ChevronLeft, ChevronRight } from "lucide-react";
import { ButtonLink } from "#components/ui/button.tsx";

/** Keyset pages know their neighbours, not their number: two links, and what is shown between. */
export function Pagination({
  label,
  previousHref,
  nextHref,
  summary,
}: {
  label: string;
  previousHref: string | null;
  nextHref: string | null;
  summary?: string;
}) {
  if (!previousHref && !nextHref && !summary) return null;
  return (
    <nav aria-label={label} className="flex items-center gap-2 pt-3">
      {summary ? <p className="figures text-table text-ink-muted">{summary}</p> : null}
      <div className="ml-auto flex gap-2">
        {previousHref ? (
          <ButtonLink href={previousHref} size="sm" rel="prev">
            <ChevronLeft aria-hidden strokeWidth={1.5} /> Previous
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
