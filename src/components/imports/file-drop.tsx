"use client";

import { FileUp } from "lucide-react";
import { useId, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";

/** The browser's file input, large enough to drop a file on. */
export function FileDrop({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File) => void }) {
  const [isOver, setOver] = useState(false);
  const hintId = useId();
  return (
    <label
      className={classNames(
        "relative grid min-h-44 content-center justify-items-center gap-1.5 rounded-md border border-dashed bg-surface px-4 py-8 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        isOver ? "border-accent bg-accent-wash" : "border-control hover:bg-sunken",
      )}
    >
      <FileUp aria-hidden strokeWidth={1.5} className="size-5 text-ink-muted" />
      <span className="text-body font-medium text-ink-strong">
        {isBusy ? "Reading the file…" : "Choose a CSV file, or drop it here"}
      </span>
      <span id={hintId} className="max-w-prose text-table text-ink-muted">
        Exports of Salesforce, HubSpot, Pipedrive and spreadsheets are recognised. Up to 10 MB; any
        encoding and delimiter. Nothing is stored before you have seen the preview.
      </span>
      {/* Covers the label, so that a dropped file lands on the input itself. */}
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        aria-describedby={hintId}
        disabled={isBusy}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // Emptied, so that the same file can be chosen again after it was corrected.
          target.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
