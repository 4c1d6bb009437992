/** Counted no further: beyond it only "many" matters. */
export const MOST_SHOWN = 99;

/** How many notifications wait to be read, beside the word or, where that is folded away, on its icon. */
export function UnreadCount({ initial }: { initial: number }) {
  const count = initial;
  if (count === 0) return null;
  const shown = count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count);
  return (
    <span className="figures ml-auto inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-ink-strong px-1 text-[10px] leading-none font-semibold text-canvas rail-narrow:absolute rail-narrow:top-0 rail-narrow:right-0 max-md:absolute max-md:top-1.5 max-md:left-1/2 max-md:ml-1">
      <span aria-hidden="true">{shown}</span>
      <span className="sr-only">, {shown} unread</span>
    </span>
  );
}
