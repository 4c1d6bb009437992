import { expect, it } from "vitest";
import { addressOf } from "./pages.ts";

it.each([
  ["API.md#post-apiwebhooks", "/docs/api#post-apiwebhooks"],
  ["WEBHOOKS.md", "/docs/developers"],
  ["#events", "#events"],
  ["https://www.standardwebhooks.com", "https://www.standardwebhooks.com"],
  ["/api/openapi.json", "/api/openapi.json"],
  ["decisions/0019-webhooks-by-lease.md", null],
  ["javascript:alert(1)", null],
])("a document's link to %s leads to %s", (href, address) => {
  expect(addressOf(href)).toBe(address);
});
