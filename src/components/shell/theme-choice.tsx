"use client";

import { useSyncExternalStore } from "react";

const THEMES = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;
type Theme = (typeof THEMES)[number]["value"];

const CHANGED = "sentinel:theme";

function subscribe(listener: () => void) {
  window.addEventListener(CHANGED, listener);
  return () => window.removeEventListener(CHANGED, listener);
}

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** Writes what /theme.js reads before the next page's first paint. */
function choose(theme: Theme) {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Without storage the choice holds until the next load.
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** `name` keeps the radio groups apart when the choice stands in two places of a page. */
export function ThemeChoice({ name }: { name: string }) {
  const theme = useSyncExternalStore(subscribe, currentTheme, () => "system" as const);
  return (
    <fieldset className="inline-flex rounded-md border border-line-strong p-0.5">
      <legend className="sr-only">Theme</legend>
      {THEMES.map(({ value, label }) => (
        <label
          key={value}
          className="inline-flex h-6 items-center rounded-sm px-2 text-label text-ink-muted select-none hover:text-ink-strong has-checked:bg-pressed has-checked:text-ink-strong has-focus-visible:outline-2 has-focus-visible:outline-accent touch:h-10 touch:px-3"
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={theme === value}
            onChange={() => choose(value)}
            className="sr-only"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
