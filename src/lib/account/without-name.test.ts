import { describe, expect, it } from "vitest";
import { withoutName } from "#lib/account/without-name.ts";

const jo = { name: "Jo Ray", email: "jo@example.com" };

describe("a value without a person", () => {
  it("names them nowhere, in fields of names and in sentences, and has no address of theirs", () => {
    const value = {
      title: "Jo Ray left Northwind",
      body: "Jo Ray changed it (JO@example.com).",
      data: { actor: { id: "user_1", name: "Jo Ray" }, email: "Jo@Example.com" },
      people: [{ name: "Jo Ray" }, { name: "Ann" }],
    };
    expect(withoutName(value, jo)).toEqual({
      title: "Deleted account left Northwind",
      body: "Deleted account changed it (Deleted account).",
      data: { actor: { id: "user_1", name: "Deleted account" }, email: "" },
      people: [{ name: "Deleted account" }, { name: "Ann" }],
    });
  });

  it("keeps whatever only looks like the name", () => {
    const value = {
      title: "Jo Rayburn and BanJo Ray are High",
      band: "Jo Ray",
      name: "Jo Ray Ltd",
      count: 3,
      none: null,
    };
    expect(withoutName(value, jo)).toEqual(value);
  });

  it("takes a name for what it is, whatever characters it has", () => {
    const odd = { name: "A. (B)*", email: "a@example.com" };
    expect(withoutName({ title: "A. (B)* left, AX (B)* stays" }, odd)).toEqual({
      title: "Deleted account left, AX (B)* stays",
    });
  });
});
