import { expect, test } from "vitest";
import { migrationFolder } from "./migration-name.ts";

const now = new Date("2026-03-04T05:06:07.891Z");

test.each([
  [["add_owner"], "20260304050607_add_owner"],
  [["Add", "deal owner!"], "20260304050607_add_deal_owner"],
  [["../../etc"], "20260304050607_etc"],
])("%j names the folder %s", (words, folder) => {
  expect(migrationFolder(words, now)).toBe(folder);
});

test.each([[[]], [["--"]]])("%j is no name", (words) => {
  expect(() => migrationFolder(words, now)).toThrow(/name the change/);
});
