"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";

/** Long enough to read it and to reach its button (WCAG 2.2.1). */
const SECONDS = 20;

/**
 * What has just happened, floating above the page, with what can still be done about it. Goes by
 * itself, but never while somebody points at it or has the focus in it.
 */
export function Toast({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const ref = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(() => {
        if (ref.current?.matches(":hover, :focus-within")) wait();
        else close.current();
      }, SECONDS * 1000);
    };
    wait();
    return () => clearTimeout(timer);
  }, []);
  return (
    <section
      ref={ref}
      aria-label="Message"
      className="fixed inset-x-4 bottom-20 z-40 mx-auto flex w-fit max-w-[calc(100vw-2rem)] animate-appear items-start gap-3 rounded-md bg-raised py-1.5 pr-1.5 pl-4 text-body text-ink-strong shadow-float md:bottom-16 md:max-w-xl print:hidden"
    >
      <div role="status" className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
        {children}
      </div>
      <IconButton label="Close" onClick={onClose}>
        <X aria-hidden strokeWidth={1.5} />
      </IconButton>
    </section>
  );
}
