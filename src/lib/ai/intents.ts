/** What a question is for; decides which model may tell the answer. */
export const INTENTS = [
  "semantic_search",
  "financial",
  "deal",
  "code",
  "planning",
  "general",
] as const;
export type Intent = (typeof INTENTS)[number];

export const INTENT_LABELS: Record<Intent, string> = {
  semantic_search: "Find deals",
  financial: "Pipeline and forecast",
  deal: "One deal",
  code: "Queries and scripts",
  planning: "Plans and texts",
  general: "Anything else",
};
