import { describe, expect, it } from "vitest";
import { findMention } from "./find-mention.ts";

const PEOPLE = ["Amira Haddad", "Ann Lee", "Marc Delvaux"].map((name) => ({ id: name, name }));

const offer = (text: string) =>
  findMention(text, text.length, PEOPLE)?.people.map(({ label }) => label) ?? null;

describe("whom the composer offers", () => {
  it("is everybody after an @, then those whose name or surname begins with what is typed", () => {
    expect(offer("Hello @")).toEqual(["Amira Haddad", "Ann Lee", "Marc Delvaux"]);
    expect(offer("(@a")).toEqual(["Amira Haddad", "Ann Lee"]);
    expect(offer("@AMIRA H")).toEqual(["Amira Haddad"]);
    expect(offer("@del")).toEqual(["Marc Delvaux"]);
  });

  it("is nobody in an address, after the whole name, for an unknown one or a line further", () => {
    for (const text of ["ann@", "@Ann Lee", "@Bob", "@a\n", "a"]) expect(offer(text)).toBeNull();
  });

  it("counts from the caret, wherever it stands", () => {
    expect(findMention("ask @an about it", 7, PEOPLE)).toEqual({
      start: 4,
      people: [{ id: "Ann Lee", label: "Ann Lee" }],
    });
  });
});
