/** A text in a query, quoted. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

/** A moment in a query: unquoted, in UTC. Salesforce's own spelling lacks the colon of the offset. */
export function instant(moment: Date | string): string {
  const text = typeof moment === "string" ? moment.replace(/([+-]\d\d)(\d\d)$/, "$1:$2") : moment;
  return new Date(text).toISOString();
}

/** `(‘a’, ‘b’)` for IN; the ids are the provider's own and still quoted like any text. */
export function listOf(ids: readonly string[]): string {
  return `(${ids.map(quoted).join(", ")})`;
}

/** A place in an order by stamp and id: the next row is the first after it. */
export type Place = { stamp: string; id: string };

/** The rows after a place, in that order. */
export function after(column: string, place: Place): string {
  const at = instant(place.stamp);
  if (place.id === "") return `${column} >= ${at}`;
  return `(${column} > ${at} OR (${column} = ${at} AND Id > ${quoted(place.id)}))`;
}
