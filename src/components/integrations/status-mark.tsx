import { CircleAlert, CircleCheck, CircleDashed, RefreshCw } from "lucide-react";
import type { StatusTone } from "#components/integrations/status-words.ts";
import { classNames } from "#components/ui/class-names.ts";

const ICONS = {
  good: CircleCheck,
  busy: RefreshCw,
  warn: CircleAlert,
  off: CircleDashed,
} satisfies Record<StatusTone, typeof CircleCheck>;

/** A state by shape and word; the colour only repeats it. */
export function StatusMark({ tone, text }: { tone: StatusTone; text: string }) {
  const Icon = ICONS[tone];
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 text-table",
        tone === "warn" ? "text-danger" : tone === "off" ? "text-ink-muted" : "text-ink",
      )}
    >
      <Icon aria-hidden strokeWidth={1.5} className="size-4 shrink-0" />
      {text}
    </span>
  );
}
