import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

export type FieldControlProps = {
  id: string;
  name: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

type FieldProps = {
  /** Unique on the page; the label, hint and error take their ids from it. */
  id: string;
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** Most fields are required in short forms: the few that are not say so. */
  optional?: boolean;
  hideLabel?: boolean;
  className?: string;
  children: (control: FieldControlProps) => ReactNode;
};

/** Label, control, hint and error, tied together for assistive technology. */
export function Field(props: FieldProps) {
  const { id, name, label, hint, error, required, optional, hideLabel, className } = props;
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <div className={classNames("grid min-w-0 content-start gap-1", className)}>
      <label
        htmlFor={id}
        className={hideLabel ? "sr-only" : "text-label font-medium text-ink-strong"}
      >
        {label}
        {optional ? <span className="font-normal text-ink-muted"> (optional)</span> : null}
      </label>
      {props.children({
        id,
        name,
        ...(required ? { required } : {}),
        ...(describedBy ? { "aria-describedby": describedBy } : {}),
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-label text-ink-muted">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1 text-label text-danger">
          <CircleAlert aria-hidden strokeWidth={1.5} className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      ) : null}
    </div>
  );
}
