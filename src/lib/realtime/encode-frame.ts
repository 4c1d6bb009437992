import type { Frame } from "#lib/realtime/frames.ts";

/** How long a browser waits before it comes back to a stream that has ended, milliseconds. */
const RETRY_MS = 1_000;

/** First in a stream. @see https://html.spec.whatwg.org/multipage/server-sent-events.html */
export const STREAM_HEAD = `retry: ${RETRY_MS}\n\n`;

/** A comment: keeps the connection open through whatever closes idle ones. */
export const HEARTBEAT = ": still here\n\n";

/**
 * A frame in the format of event streams. Lines end a field there, and a blank one the event: the
 * data is JSON, which writes every line break inside a text as an escape, and id and name are checked.
 */
export function encodeFrame({ id, event, data }: Frame): string {
  if (!/^\d+$/.test(id) || !/^[a-z_.]+$/.test(event)) {
    throw new Error(`no id and name of a frame: ${JSON.stringify([id, event])}`);
  }
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
