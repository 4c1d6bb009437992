"use client";

import { useSyncExternalStore } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { FAREWELL } from "#lib/account/farewell.ts";

/**
 * A word to whoever has just deleted their account. The address says so behind its #, which no server
 * sees: the page stays the same for all.
 */
export function Farewell() {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => "",
  );
  if (hash !== `#${FAREWELL}`) return null;
  return (
    <div className="mx-auto max-w-[1280px] px-4 pb-4 md:px-8">
      <Alert tone="success" title="Your account is deleted">
        What was yours alone is gone. The deals that you owned in teams are with their owners.
      </Alert>
    </div>
  );
}

function subscribe(notify: () => void): () => void {
  window.addEventListener("hashchange", notify);
  return () => window.removeEventListener("hashchange", notify);
}
