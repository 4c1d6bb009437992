import type { ReactNode } from "react";

/** Two thirds for the worklist, one third for the numbers; on phones the figures come first. */
export function TodayLayout({
  worklist,
  figures,
  aside,
}: {
  worklist: ReactNode;
  /** Four `KeyFigure`s. */
  figures: ReactNode;
  aside: ReactNode;
}) {
  return (
    <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] xl:grid-rows-[auto_1fr]">
      <section
        aria-label="Key figures"
        className="grid grid-cols-2 content-start gap-x-5 border-t border-line-strong sm:grid-cols-4 xl:col-start-2 xl:grid-cols-2"
      >
        {figures}
      </section>
      <div className="xl:col-start-1 xl:row-span-2 xl:row-start-1">{worklist}</div>
      <div className="grid content-start gap-8 md:grid-cols-2 xl:col-start-2 xl:grid-cols-1">
        {aside}
      </div>
    </div>
  );
}
