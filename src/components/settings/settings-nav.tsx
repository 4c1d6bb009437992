"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import type { SettingsSection } from "#components/settings/sections.ts";
import { NavLink } from "#components/shell/nav-link.tsx";

/** The pages of the settings: beside the page on desktops, a row that scrolls sideways on phones. */
export function SettingsNav({ sections }: { sections: readonly SettingsSection[] }) {
  const ref = useRef<HTMLElement>(null);
  const path = usePathname();
  // Not scrollIntoView: that would move the page as well, away from its beginning.
  useEffect(() => {
    const row = ref.current;
    const links = row?.querySelectorAll("a") ?? [];
    const current = [...links].find(({ pathname }) => path.startsWith(pathname));
    if (row && current) row.scrollLeft = current.offsetLeft - row.clientWidth / 3;
  }, [path]);
  return (
    <nav
      ref={ref}
      aria-label="Settings"
      className="relative -mx-4 flex gap-1 overflow-x-auto border-b border-line px-4 pb-2 [scrollbar-width:none] md:sticky md:top-7 md:mx-0 md:grid md:gap-0.5 md:self-start md:overflow-visible md:border-0 md:px-0 md:pb-0"
    >
      {sections.map(({ href, label }) => (
        <NavLink
          key={href}
          href={href}
          className="flex h-8 shrink-0 items-center rounded-md px-3 text-body whitespace-nowrap text-ink hover:bg-pressed aria-[current=page]:bg-pressed aria-[current=page]:font-medium touch:h-11"
        >
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
