import { classNames } from "#components/ui/class-names.ts";

/** A bar in the place and size of what is coming; appears only when the wait is noticeable. */
export function Skeleton({ className }: { className: string }) {
  return (
    <div
      aria-hidden="true"
      className={classNames("animate-late rounded-sm bg-pressed", className)}
    />
  );
}

/** Rows of a list that is loading. */
export function SkeletonRows({ rows }: { rows: number }) {
  return (
    <div>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={row} className="flex h-9 items-center gap-4 border-b border-line touch:h-11">
          <Skeleton className="h-3 w-10" />
          <Skeleton className="h-3 grow" />
          <Skeleton className="h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
