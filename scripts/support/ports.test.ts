import { createServer } from "node:net";
import { expect, test } from "vitest";
import { assertPortFree, freePort, parsePort } from "./ports.ts";
import { UserError } from "./user-error.ts";

test.each([
  [undefined, 3000],
  ["", 3000],
  ["8080", 8080],
  [" 65535 ", 65_535],
])("PORT=%s is port %i", (value, port) => {
  expect(parsePort(value, 3000)).toBe(port);
});

test.each(["0", "65536", "-1", "80a", "1e3", "99999999"])("PORT=%s is refused", (value) => {
  expect(() => parsePort(value, 3000)).toThrow(UserError);
});

test("a port in use is refused with another one to try, and is free again afterwards", async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  await expect(assertPortFree(port, "127.0.0.1")).rejects.toThrow(
    new RegExp(`Port ${port} is in use.*PORT=\\d+`),
  );
  await new Promise((done) => server.close(done));
  await expect(assertPortFree(port, "127.0.0.1")).resolves.toBeUndefined();
});
