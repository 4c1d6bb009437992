"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

/** A secret that is shown this once, ready to be copied. */
export function SecretOnce({ id, secret }: { id: string; secret: string }) {
  const ref = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    ref.current?.select();
    // Where the page may not write to the clipboard, the text is selected for the person to do it.
    await navigator.clipboard?.writeText(secret).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <div className="grid gap-1.5 rounded-md border border-line-strong bg-sunken p-3">
      <label htmlFor={id} className="text-label font-medium text-ink-strong">
        Signing secret
      </label>
      <div className="flex flex-wrap gap-2">
        <Input
          ref={ref}
          id={id}
          value={secret}
          readOnly
          spellCheck={false}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
          className="min-w-0 grow basis-64 font-mono"
        />
        <Button onClick={copy}>
          {isCopied ? (
            <Check aria-hidden strokeWidth={1.5} />
          ) : (
            <Copy aria-hidden strokeWidth={1.5} />
          )}
          {isCopied ? "Copied" : "Copy"}
        </Button>
      </div>
      <p className="text-label text-ink-muted">
        Copy it now: it is not shown again. Your receiver needs it to check where a message comes
        from.
      </p>
    </div>
  );
}
