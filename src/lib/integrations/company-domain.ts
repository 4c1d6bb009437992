/** The domain of a company's website as it stands in a record: `www.Acme.com/de` → `acme.com`. */
export function domainOf(website: string | null): string | null {
  if (!website) return null;
  const url = URL.parse(/^https?:\/\//i.test(website) ? website : `https://${website}`);
  const host = url?.hostname.toLowerCase().replace(/^www\./, "") ?? "";
  return /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(host) ? host : null;
}
