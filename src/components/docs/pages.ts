/** The documents that a running installation shows, by the last part of their address. */
export const DOCUMENTS = {
  developers: {
    file: "WEBHOOKS.md",
    title: "Webhooks",
    about: "Events, signatures and how to check them in TypeScript, Python and Go.",
  },
  api: { file: "API.md", title: "REST API", about: "Every route with an example." },
  integrations: {
    file: "INTEGRATIONS.md",
    title: "Integrations",
    about: "What is read from Salesforce, HubSpot and Google Calendar, and how.",
  },
  "risk-engine": {
    file: "RISK_ENGINE.md",
    title: "The risk engine",
    about: "How a score is made, what it is not, and how well it did.",
  },
} as const;
export type DocumentName = keyof typeof DOCUMENTS;
export const DOCUMENT_NAMES = Object.keys(DOCUMENTS) as DocumentName[];

/**
 * Where a link of a document leads on the site: to the page that shows the other document. Null for
 * what only the repository has.
 */
export function addressOf(href: string): string | null {
  if (/^(https?:\/\/|#|\/)/.test(href)) return href;
  const [, file, anchor = ""] = /^(?:\.\/|docs\/)?([A-Z_]+\.md)(#.*)?$/.exec(href) ?? [];
  const name = DOCUMENT_NAMES.find((each) => DOCUMENTS[each].file === file);
  return name ? `/docs/${name}${anchor}` : null;
}
