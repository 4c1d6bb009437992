/**
 * An answer that is written piece by piece as it is read, so that its length costs no memory. Whoever
 * stops reading stops the work behind it.
 */
export function streamText(
  pieces: AsyncGenerator<string>,
  { type, filename }: { type: "text/csv" | "application/json"; filename: string },
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${filename}"`,
    },
  });
}
