"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";

/** Keeps bulky controls behind a button on phones; wider screens always show them. */
export function FoldOnPhone({ label, children }: { label: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="grid gap-3">
      <Button
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        className="justify-self-start md:hidden"
      >
        {label}
        <ChevronDown
          aria-hidden
          strokeWidth={1.5}
          className={classNames("transition-transform", isOpen && "rotate-180")}
        />
      </Button>
      <div id={id} className={isOpen ? undefined : "max-md:hidden"}>
        {children}
      </div>
    </div>
  );
}
