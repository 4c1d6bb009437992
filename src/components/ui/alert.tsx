import { CircleAlert, CircleCheck, Info } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

export type AlertTone = "info" | "success" | "error";

const TONES: Record<AlertTone, { icon: typeof Info; className: string }> = {
  info: { icon: Info, className: "border-line-strong bg-sunken text-ink" },
  success: { icon: CircleCheck, className: "border-line-strong bg-sunken text-ink" },
  error: { icon: CircleAlert, className: "border-danger bg-danger-wash text-danger" },
};

/** A message in the flow of the page. Errors interrupt a screen reader, the rest wait. */
export function Alert({
  tone = "info",
  title,
  children,
}: {
  tone?: AlertTone;
  title?: string;
  children?: ReactNode;
}) {
  const { icon: Icon, className } = TONES[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={classNames("flex gap-2 rounded-md border px-3 py-2 text-body", className)}
    >
      <Icon aria-hidden strokeWidth={1.5} className="mt-[3px] size-4 shrink-0" />
      <div className="min-w-0">
        {title ? <p className="font-medium text-ink-strong">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
