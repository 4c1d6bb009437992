import { describe, expect, it } from "vitest";
import { readBodyCapped } from "#lib/http/read-body.ts";

const LIMIT = 1000;

function chunked(sizes: number[]) {
  let sent = 0;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const size = sizes[sent++];
      if (size === undefined) controller.close();
      else controller.enqueue(new Uint8Array(size).fill(sent));
    },
    cancel() {
      isCancelled = true;
    },
  });
  const init = { method: "POST", body, duplex: "half" } as RequestInit;
  const request = new Request("http://localhost/", init);
  return { request, sent: () => sent, isCancelled: () => isCancelled };
}

describe("a body that is read", () => {
  it("arrives whole, in order, up to the last byte allowed", async () => {
    const body = await readBodyCapped(chunked([400, 0, 600]).request, LIMIT);
    expect(body).toHaveLength(LIMIT);
    expect([body[0], body[399], body[400], body[999]]).toEqual([1, 1, 3, 3]);
  });

  it("is refused at the first byte too many, without a Content-Length, and read no further", async () => {
    const { request, sent, isCancelled } = chunked([600, 401, ...Array<number>(1000).fill(600)]);
    await expect(readBodyCapped(request, LIMIT)).rejects.toMatchObject({
      code: "payload_too_large",
      status: 413,
    });
    expect(sent()).toBeLessThan(10);
    expect(isCancelled()).toBe(true);
  });

  it("is refused unread when it announces too much", async () => {
    const { request, sent } = chunked([10]);
    request.headers.set("content-length", "1001");
    await expect(readBodyCapped(request, LIMIT)).rejects.toMatchObject({ status: 413 });
    expect(sent()).toBeLessThan(3);
  });

  it("is counted, whatever it announces", async () => {
    const { request } = chunked([2000]);
    request.headers.set("content-length", "5");
    await expect(readBodyCapped(request, LIMIT)).rejects.toMatchObject({ status: 413 });
  });

  it("may be missing", async () => {
    const request = new Request("http://localhost/", { method: "POST" });
    expect(await readBodyCapped(request, LIMIT)).toHaveLength(0);
  });
});
