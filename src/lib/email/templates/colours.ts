import type { Band } from "#lib/risk/types.ts";

/** The app's colours (globals.css) as mail clients read them: in hexadecimal, light and dark. */
export const COLOURS = {
  canvas: { light: "#f9fafb", dark: "#0d0f13" },
  surface: { light: "#ffffff", dark: "#13161a" },
  line: { light: "#e0e2e5", dark: "#272a2f" },
  muted: { light: "#585c63", dark: "#a6a9b0" },
  ink: { light: "#2a2e34", dark: "#dadce0" },
  strong: { light: "#101318", dark: "#f3f4f6" },
  accent: { light: "#006e78", dark: "#4fc6c6" },
  "on-accent": { light: "#ffffff", dark: "#051214" },
  high: { light: "#b32513", dark: "#fd8e74" },
  medium: { light: "#82530d", dark: "#ebbc69" },
  low: { light: "#396149", dark: "#9ac5aa" },
} as const satisfies Record<Band | string, { light: string; dark: string }>;

export type Colour = keyof typeof COLOURS;

/**
 * Rules for the dark theme. Clients that know no media queries keep the light colours that stand
 * inline at each element, so every rule has to win over those.
 */
export function darkRules(): string {
  const rules = Object.entries(COLOURS).flatMap(([name, { dark }]) => [
    `.c-${name}{color:${dark}!important}`,
    `.b-${name}{background-color:${dark}!important}`,
  ]);
  const line = COLOURS.line.dark;
  return `@media (prefers-color-scheme:dark){${rules.join("")}.l{border-color:${line}!important}}`;
}
