import type { ComponentProps, ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

type TableProps = {
  /** Read out before the table; not shown. */
  caption: string;
  className?: string;
  children: ReactNode;
};

export function Table({ caption, className, children }: TableProps) {
  return (
    <table className={classNames("w-full border-collapse text-table", className)}>
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  );
}

/** For tables of unknown width: scrolls sideways on its own, by keyboard too. */
export function ScrollingTable(props: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={props.caption} tabIndex={0} className="overflow-x-auto">
      <Table {...props} />
    </section>
  );
}

/** Keeps the head in sight while the page scrolls (only where the table itself does not). */
export const STICKY_HEAD = "sticky top-0 z-10 bg-canvas max-md:top-12";

type CellProps = { numeric?: boolean };

export function Th({ numeric, className, ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      className={classNames(
        "h-8 border-b border-line-strong px-2 text-label font-medium whitespace-nowrap text-ink-muted first:pl-0 last:pr-0",
        numeric ? "text-right" : "text-left",
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ numeric, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      className={classNames(
        "h-9 border-b border-line px-2 py-1.5 first:pl-0 last:pr-0 touch:h-11",
        numeric ? "figures text-right" : "text-left",
        className,
      )}
      {...rest}
    />
  );
}
