import { expect, it } from "vitest";
import { readImportArguments } from "./import-arguments.ts";

it("takes a file, a person and, if given, where and how", () => {
  expect(readImportArguments(["a.csv", "--email", "a@b.test"])).toEqual({
    file: "a.csv",
    email: "a@b.test",
    team: null,
    options: {},
  });
  const full = ["--email=a@b.test", "--team", "north", "--kind", "activities", "a.csv"];
  expect(readImportArguments(full)).toMatchObject({
    team: "north",
    options: { kind: "activities" },
  });
});

it.each([
  [["--email", "a@b.test"], "Name one file"],
  [["a.csv", "b.csv", "--email", "a@b.test"], "Name one file"],
  [["a.csv"], "Say for whom"],
  [["a.csv", "--email", "a@b.test", "--kind", "people"], "kind"],
  [["a.csv", "--email", "a@b.test", "--team", "x", "--personal"], "exclude"],
  [["a.csv", "--mail", "a@b.test"], "--mail"],
])("explains what is wrong with %j", (args, words) => {
  expect(() => readImportArguments(args)).toThrow(words);
});
