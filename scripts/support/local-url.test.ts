import { expect, test } from "vitest";
import { isLocalUrl } from "./local-url.ts";

test.each([
  "postgresql://u:p@localhost:5432/d",
  "postgresql://u:p@127.0.0.1/d",
  "postgresql://u:p@[::1]:5432/d",
  "postgresql:///d?host=/var/run/postgresql",
])("%s is on this machine", (url) => {
  expect(isLocalUrl(url)).toBe(true);
});

test.each([
  "postgresql://u:p@db.example.com/d",
  "postgresql://u:p@localhost.example.com/d",
  "postgresql://u:p@localhost/d?host=db.example.com",
])("%s is not", (url) => {
  expect(isLocalUrl(url)).toBe(false);
});
