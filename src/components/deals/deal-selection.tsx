"use client";

import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from "react";
import type { SelectOption } from "#components/ui/select.tsx";
import type { BulkReport } from "#lib/deals/bulk-schema.ts";

// Loaded when somebody selects: most visits only read.
const BulkDesk = lazy(() =>
  import("#components/deals/bulk-desk.tsx").then(({ BulkDesk }) => ({ default: BulkDesk })),
);

/** A row as its check box knows it. */
export type SelectedDeal = { id: string; name: string; version: number };

export type ChangeDeals = (
  form: FormData,
) => Promise<{ ok: true; report: BulkReport } | { ok: false; message: string }>;

/**
 * Makes the rows of a server-rendered table selectable: it reads the check boxes that the rows bring
 * (`data-deal`, and `data-page` for the one in the head) and keeps nothing of the rows itself.
 */
export function DealSelection({
  change,
  assignees,
  children,
}: {
  change: ChangeDeals;
  assignees: readonly SelectOption[];
  children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<readonly SelectedDeal[]>([]);
  const [isNeeded, setNeeded] = useState(false);

  const read = useCallback(() => {
    const all = boxesIn(ref.current);
    const chosen = all.filter(({ checked }) => checked).map(toDeal);
    const page = ref.current?.querySelector<HTMLInputElement>("input[data-page]");
    if (page) {
      page.checked = all.length > 0 && chosen.length === all.length;
      page.indeterminate = chosen.length > 0 && chosen.length < all.length;
    }
    setSelected((known) => (isSame(known, chosen) ? known : chosen));
    if (chosen.length > 0) setNeeded(true);
  }, []);

  // The rows may be others after each render: a page further, or sorted another way.
  useEffect(read);

  useEffect(() => {
    const table = ref.current;
    let anchor: HTMLInputElement | null = null;
    const onClick = (event: MouseEvent) => {
      const box = event.target;
      if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
      const all = boxesIn(table);
      if (box.dataset.page !== undefined) {
        for (const other of all) other.checked = box.checked;
      } else {
        if (event.shiftKey && anchor) {
          const [from, to] = [all.indexOf(anchor), all.indexOf(box)].sort((a, b) => a - b);
          if (from !== undefined && from >= 0) {
            for (const other of all.slice(from, (to ?? from) + 1)) other.checked = box.checked;
          }
        }
        anchor = box;
      }
      read();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const isBox = event.target instanceof HTMLInputElement && event.target.type === "checkbox";
      if (!isBox) return;
      if (event.key === "Enter") {
        // The rest of the key stroke would press the button that gets the focus.
        event.preventDefault();
        document.querySelector<HTMLElement>("#bulk-bar button")?.focus();
      }
      if (event.key === "Escape") clear(table, read);
    };
    table?.addEventListener("click", onClick);
    table?.addEventListener("keydown", onKeyDown);
    return () => {
      table?.removeEventListener("click", onClick);
      table?.removeEventListener("keydown", onKeyDown);
    };
  }, [read]);

  return (
    <>
      <div ref={ref}>{children}</div>
      {isNeeded ? (
        <Suspense>
          <BulkDesk
            selected={selected}
            assignees={assignees}
            change={change}
            onClear={() => {
              clear(ref.current, read);
              // The bar goes, and the focus that was in it must not get lost.
              const page = ref.current?.querySelector<HTMLElement>("input[data-page]");
              page?.focus({ preventScroll: true });
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

function boxesIn(table: HTMLElement | null): HTMLInputElement[] {
  return [...(table?.querySelectorAll<HTMLInputElement>("input[data-deal]") ?? [])];
}

function toDeal({ value, dataset }: HTMLInputElement): SelectedDeal {
  return { id: value, name: dataset.deal ?? "", version: Number(dataset.version) };
}

function isSame(a: readonly SelectedDeal[], b: readonly SelectedDeal[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ id, version }, index) => id === b[index]?.id && version === b[index].version)
  );
}

function clear(table: HTMLElement | null, read: () => void): void {
  for (const box of boxesIn(table)) box.checked = false;
  read();
}
