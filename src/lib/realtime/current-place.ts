import { numberNews } from "./queries.ts";

/**
 * The place in the feed at this moment, as text: whoever reads a page after this call and listens
 * from this id on misses nothing.
 */
export async function currentPlace(): Promise<string> {
  return String(await numberNews());
}
