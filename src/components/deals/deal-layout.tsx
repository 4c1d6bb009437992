import type { ReactNode } from "react";

/** Answer, proof and timeline in the wide column; what one does and the facts beside them. */
export function DealLayout({ main, aside }: { main: ReactNode; aside: ReactNode }) {
  return (
    <div className="grid gap-x-10 gap-y-9 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="grid min-w-0 content-start gap-9">{main}</div>
      <div className="grid min-w-0 content-start gap-9">{aside}</div>
    </div>
  );
}
