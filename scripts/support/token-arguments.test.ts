import { expect, it } from "vitest";
import { readTokenArguments } from "./token-arguments.ts";

it("takes an address and, if given, the minutes", () => {
  expect(readTokenArguments(["--email", "a@b.test"])).toEqual({ email: "a@b.test", minutes: 60 });
  const withMinutes = ["--email=a@b.test", "--minutes", "5"];
  expect(readTokenArguments(withMinutes)).toEqual({ email: "a@b.test", minutes: 5 });
});

it.each([
  [[], "Say for whom"],
  [["--email", "a@b.test", "--minutes", "0"], "--minutes"],
  [["--email", "a@b.test", "--minutes", "1.5"], "--minutes"],
  [["--email", "a@b.test", "--minutes", "ten"], "--minutes"],
  [["--email", "a@b.test", "--minutes", "10081"], "--minutes"],
  [["--mail", "a@b.test"], "--mail"],
  [["a@b.test"], "a@b.test"],
])("explains what is wrong with %j", (args, words) => {
  expect(() => readTokenArguments(args)).toThrow(words);
});
