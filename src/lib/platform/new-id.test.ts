import { expect, test } from "vitest";
import { newId } from "./new-id.ts";

test("ids are alike in form, all different, and begin alike when made at one moment", () => {
  const now = new Date("2026-03-16T09:00:00Z");
  const ids = Array.from({ length: 10_000 }, () => newId(now));
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids.map((id) => id.slice(0, 9))).size).toBe(1);
  for (const id of ids) expect(id).toMatch(/^c[a-z0-9]{24}$/);
});
