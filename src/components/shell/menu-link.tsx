"use client";

import Link from "next/link";
import type { ComponentProps } from "react";

/** A link inside a popover, which would stay open over the page it leads to. */
export function MenuLink(props: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      onNavigate={() => {
        for (const menu of document.querySelectorAll<HTMLElement>(":popover-open")) {
          menu.hidePopover();
        }
      }}
    />
  );
}
