import { AppError } from "#lib/platform/errors.ts";

/** The largest body that any address of the app accepts: 10 MiB. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * Reads a body of at most `limit` bytes. What a Content-Length promises is not believed: a chunked
 * body has none, so the bytes are counted as they come and reading stops at the first one too many.
 *
 * @throws AppError payload_too_large.
 */
export async function readBodyCapped(
  request: Request,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (declaredLength(request.headers) > limit) throw payloadTooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by an exception cancels the stream, so nothing more is received.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw payloadTooLarge(limit);
    chunks.push(chunk);
  }
  const body = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

/** The length that a request announces, in bytes; 0 when it announces none. */
export function declaredLength(headers: Headers): number {
  return Number(headers.get("content-length") ?? 0);
}

export function payloadTooLarge(limit: number): AppError {
  const megabytes = Math.floor(limit / (1024 * 1024));
  const text = megabytes > 0 ? `${megabytes} MB` : `${limit} bytes`;
  return new AppError("payload_too_large", `A request may carry at most ${text}.`);
}
