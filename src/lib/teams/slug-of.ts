const MAX_LENGTH = 40;

/** A name as a part of an address: "Müller & Söhne" is `muller-sohne`. Never empty. */
export function slugOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const slug = (words ?? []).join("-").slice(0, MAX_LENGTH).replace(/-$/, "");
  return slug || "team";
}
