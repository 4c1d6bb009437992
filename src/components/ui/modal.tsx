"use client";

import { X } from "lucide-react";
import { type ComponentProps, type ReactNode, useId, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";

/**
 * A button and the dialog it opens. The browser's `<dialog>`
 * brings the focus trap, Esc, the inert page behind and the return of the focus.
 */
export function Modal({
  title,
  trigger,
  onOpen,
  children,
}: {
  title: string;
  trigger: Pick<ComponentProps<typeof Button>, "variant" | "size" | "children">;
  /** For content that is fetched when it is wanted. */
  onOpen?: () => void;
  /** Content of the dialog; forms with `method="dialog"` close it. */
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <Button
        {...trigger}
        aria-haspopup="dialog"
        onClick={() => {
          ref.current?.showModal();
          onOpen?.();
        }}
      />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it; the click is the one outside */}
      <dialog
        ref={ref}
        aria-labelledby={titleId}
        onClick={(event) => event.target === ref.current && ref.current.close()}
        className="m-auto w-[min(28rem,calc(100vw-2rem))] animate-appear rounded-md bg-raised p-0 text-ink shadow-float"
      >
        <div className="flex flex-col gap-3 p-5">
          <div className="flex items-start justify-between gap-4">
            <h2 id={titleId} className="pt-1 text-lead font-semibold">
              {title}
            </h2>
            <IconButton label="Close" onClick={() => ref.current?.close()} className="-mr-1.5">
              <X aria-hidden strokeWidth={1.5} />
            </IconButton>
          </div>
          {children}
        </div>
      </dialog>
    </>
  );
}
