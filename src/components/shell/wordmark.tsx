/** A tick standing on a line of time: the moment somebody should have noticed. */
export function Glyph({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={className ?? "size-5 shrink-0"}>
      <path
        d="M1 14.5h18M5 11v7M9 12.5v4M14.5 3v15.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="square"
      />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-lead font-semibold tracking-tight text-ink-strong">
      <Glyph />
      Sentinel
    </span>
  );
}
