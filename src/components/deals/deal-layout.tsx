import type { ReactNode } from "react";

/**
 * Answer and proof, then comments, timeline and trail in the wide column; what one does and the facts
 * beside them. On phones what one does comes before them.
 */
export function DealLayout({
  proof,
  aside,
  comments,
  timeline,
  trail,
}: {
  proof: ReactNode;
  aside: ReactNode;
  comments: ReactNode;
  timeline: ReactNode;
  trail: ReactNode;
}) {
  return (
    <div className="grid gap-x-10 gap-y-9 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] xl:grid-rows-[auto_1fr]">
      <div className="grid min-w-0 content-start gap-9">{proof}</div>
      <div className="grid min-w-0 content-start gap-9 xl:col-start-2 xl:row-span-2 xl:row-start-1">
        {aside}
      </div>
      <div className="grid min-w-0 content-start gap-9 xl:col-start-1">
        <div className="min-w-0">{comments}</div>
        <div className="min-w-0">{timeline}</div>
        <div className="min-w-0">{trail}</div>
      </div>
    </div>
  );
}
