import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";

export const LOG_STATUSES = ["success", "partial", "failed"] as const;
type LogStatus = (typeof LOG_STATUSES)[number];
export type LogFilterValues = { status: LogStatus | undefined; cursor: string | undefined };

const LABELS: Record<LogStatus, string> = {
  success: "Went well",
  partial: "Some left out",
  failed: "Failed",
};

/** The filter as it stands in the address; what is not known is not asked for. */
export function readLogFilter(
  params: Record<string, string | string[] | undefined>,
): LogFilterValues {
  const { status, cursor } = params;
  return {
    status: LOG_STATUSES.find((known) => known === status),
    cursor: typeof cursor === "string" ? cursor : undefined,
  };
}

export function LogFilter({ path, filter }: { path: string; filter: LogFilterValues }) {
  const choices = [undefined, ...LOG_STATUSES];
  return (
    <nav aria-label="Activity shown" className="flex flex-wrap gap-1 py-2">
      {choices.map((status) => (
        <Link
          key={status ?? "all"}
          href={status ? `${path}?status=${status}#activity` : `${path}#activity`}
          prefetch={false}
          aria-current={filter.status === status ? "true" : undefined}
          className={classNames(
            "inline-flex h-7 items-center rounded-md px-2.5 text-table hover:bg-pressed touch:h-11",
            filter.status === status ? "bg-pressed font-medium text-ink-strong" : "text-ink",
          )}
        >
          {status ? LABELS[status] : "All"}
        </Link>
      ))}
    </nav>
  );
}
