"use client";

import { PanelLeft } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";

function toggleRail() {
  const { dataset } = document.documentElement;
  const isNarrow = dataset.rail === "narrow";
  if (isNarrow) delete dataset.rail;
  else dataset.rail = "narrow";
  try {
    localStorage.setItem("rail", isNarrow ? "wide" : "narrow");
  } catch {
    // Without storage the choice holds until the next load.
  }
}

/** Folds the rail to its icons. The width itself is CSS, kept by /theme.js across loads. */
export function RailToggle() {
  return (
    <IconButton label="Fold or unfold the menu" side="right" onClick={toggleRail}>
      <PanelLeft aria-hidden strokeWidth={1.5} />
    </IconButton>
  );
}
