"use client";

import { useState } from "react";
import { BulkBar } from "#components/deals/bulk-bar.tsx";
import { bulkWords, refusalWords, undoLabel, undosOf } from "#components/deals/bulk-words.ts";
import type { ChangeDeals, SelectedDeal } from "#components/deals/deal-selection.tsx";
import { Button } from "#components/ui/button.tsx";
import type { SelectOption } from "#components/ui/select.tsx";
import { Toast } from "#components/ui/toast.tsx";
import { bulkForm } from "#lib/deals/bulk-form.ts";
import type { BulkAction, BulkReport } from "#lib/deals/bulk-schema.ts";

type News = {
  /** Counts the changes, so that each gets a message of its own. */
  round: number;
  words: string;
  refusals: string[];
  undo: { label: string; changes: { action: BulkAction; ids: string[] }[] } | null;
};

/** The bar while rows are selected, and the word on what was done to them, with the way back. */
export function BulkDesk({
  selected,
  assignees,
  change,
  onClear,
}: {
  selected: readonly SelectedDeal[];
  assignees: readonly SelectOption[];
  change: ChangeDeals;
  onClear: () => void;
}) {
  const [news, setNews] = useState<News | null>(null);
  const nameOf = (id: string) => assignees.find(({ value }) => value === id)?.label ?? "somebody";
  const tell = (told: Omit<News, "round">) =>
    setNews((last) => ({ ...told, round: (last?.round ?? 0) + 1 }));

  async function act(action: BulkAction): Promise<string | null> {
    const names = new Map(selected.map(({ id, name }) => [id, name]));
    const answer = await change(
      bulkForm({
        ids: selected.map(({ id }) => id),
        versions: Object.fromEntries(selected.map(({ id, version }) => [id, version])),
        action,
      }),
    ).catch(unreachable);
    if (!answer.ok) return answer.message;
    const changes = undosOf(answer.report);
    tell({
      words: bulkWords(action, answer.report, nameOf),
      refusals: refusalWords(answer.report, (id) => names.get(id) ?? "A deal"),
      undo: changes.length > 0 ? { label: undoLabel(action), changes } : null,
    });
    onClear();
    return null;
  }

  async function undo(changes: { action: BulkAction; ids: string[] }[]): Promise<void> {
    const reports: BulkReport[] = [];
    for (const { action, ids } of changes) {
      const answer = await change(bulkForm({ ids, action })).catch(unreachable);
      if (!answer.ok) {
        tell({ words: answer.message, refusals: [], undo: null });
        return;
      }
      reports.push(answer.report);
    }
    const [first] = changes;
    if (!first) return;
    const sum = (count: (report: BulkReport) => number) =>
      reports.reduce((total, report) => total + count(report), 0);
    const changed = sum((report) => report.changed);
    const words =
      changes.length === 1
        ? bulkWords(first.action, { changed, unchanged: sum((r) => r.unchanged) }, nameOf)
        : `Put ${changed.toLocaleString("en")} deals back where they were.`;
    tell({
      words,
      refusals: refusalWords(
        { results: reports.flatMap(({ results }) => results) },
        () => "A deal",
      ),
      undo: null,
    });
  }

  return (
    <>
      {selected.length > 0 ? (
        <BulkBar count={selected.length} assignees={assignees} onAct={act} onClear={onClear} />
      ) : null}
      {news ? (
        <Toast key={news.round} onClose={() => setNews(null)}>
          <p>{news.words}</p>
          {news.undo ? <UndoButton {...news.undo} onUndo={undo} /> : null}
          {news.refusals.length > 0 ? (
            <ul className="grid w-full gap-1 text-table text-ink">
              {news.refusals.map((refusal) => (
                <li key={refusal}>{refusal}</li>
              ))}
            </ul>
          ) : null}
        </Toast>
      ) : null}
    </>
  );
}

function UndoButton({
  label,
  changes,
  onUndo,
}: NonNullable<News["undo"]> & {
  onUndo: (changes: { action: BulkAction; ids: string[] }[]) => Promise<void>;
}) {
  const [isPending, setPending] = useState(false);
  return (
    <Button
      size="sm"
      aria-disabled={isPending}
      onClick={async () => {
        if (isPending) return;
        setPending(true);
        await onUndo(changes);
      }}
    >
      {label}
    </Button>
  );
}

function unreachable(): { ok: false; message: string } {
  return { ok: false, message: "Sentinel did not answer. Reload the page to see what was done." };
}
