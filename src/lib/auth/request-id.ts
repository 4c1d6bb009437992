import { randomUUID } from "node:crypto";

export const REQUEST_ID_HEADER = "x-request-id";

/** What a caller may choose as an id: it ends up in the log and in answers. */
const ACCEPTED = /^[\w-]{8,64}$/;

/** The id of this request: the caller's own when it is harmless, else a new one. */
export function requestIdFrom(headers: Headers): string {
  const given = headers.get(REQUEST_ID_HEADER);
  return given && ACCEPTED.test(given) ? given : randomUUID();
}
