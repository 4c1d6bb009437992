import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary:
    "border border-line-strong bg-surface text-ink-strong hover:border-control hover:bg-sunken",
  quiet: "text-ink hover:bg-pressed hover:text-ink-strong",
  danger:
    "border border-line-strong bg-surface text-danger hover:border-danger hover:bg-danger-wash",
};

// 24 px is the floor of WCAG 2.5.8; fingers get 44.
const SIZES: Record<ButtonSize, string> = {
  sm: "h-7 px-2.5 text-table touch:h-11 touch:px-3.5",
  md: "h-9 px-3.5 text-body touch:h-11",
};

/**
 * The look of a button on another element. Plain `<a>`s wear it where the router is not worth its
 * script: on the landing page and on error pages.
 */
export function buttonClass(variant: ButtonVariant, size: ButtonSize, extra?: string): string {
  return classNames(
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none",
    "transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50",
    "[&_svg]:size-4 [&_svg]:shrink-0",
    VARIANTS[variant],
    SIZES[size],
    extra,
  );
}

export type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize };

export function Button({
  variant = "secondary",
  size = "md",
  type = "button",
  className,
  ...rest
}: ComponentProps<"button"> & ButtonLook) {
  return <button type={type} className={buttonClass(variant, size, className)} {...rest} />;
}
