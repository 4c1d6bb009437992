import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

/** The shape of a page of rows while its data is on the way. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <div className="flex items-center gap-3 pb-5">
        <Skeleton className="h-6 w-32" />
        <Skeleton className="h-4 w-24" />
      </div>
      <SkeletonRows rows={12} />
    </div>
  );
}
