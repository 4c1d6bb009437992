const SOURCES: Record<string, string> = {
  salesforce: "Salesforce",
  hubspot: "HubSpot",
  csv: "CSV",
};

/** Where a deal came from, as people write it. */
export function sourceLabel(source: string): string {
  return SOURCES[source] ?? source;
}
