import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commentParts, mentionsIn, withIds, withNames } from "./mention-text.ts";

const ANN = { id: "user_ann", name: "Ann" };
const ANN_LEE = { id: "user_lee", name: "Ann Lee" };
const JOSE = { id: "user_jose", name: "José Núñez" };
const PEOPLE = [ANN, ANN_LEE, JOSE];

describe("a comment that is typed", () => {
  it("names colleagues by the longest name that fits, in any case", () => {
    expect(withIds("@Ann, ask @ann lee and @José Núñez.", PEOPLE)).toBe(
      "@[user_ann], ask @[user_lee] and @[user_jose].",
    );
  });

  it("names nobody in an address, in a longer word or by an unknown name", () => {
    for (const text of ["mail bob@Ann.example", "@Anna", "@Bob", "@ Ann", "@", "a@Ann"]) {
      expect(withIds(text, PEOPLE)).toBe(text);
    }
  });

  it("tells people of one name apart by a number, in both directions", () => {
    const twins = [ANN, { id: "user_other", name: "Ann" }];
    const body = withIds("@Ann and @Ann (2)", twins);
    expect(body).toBe("@[user_ann] and @[user_other]");
    expect(withNames(body, twins)).toBe("@Ann and @Ann (2)");
  });

  it("shows who has left without a name", () => {
    expect(withNames("@[user_gone] knows", PEOPLE)).toBe("@somebody who left knows");
  });

  it("comes back the same from names to ids and back", () => {
    const word = fc.constantFrom(
      "@Ann",
      "@Ann Lee",
      "@José Núñez",
      "text",
      "@",
      "a@b.c",
      "\n",
      "é",
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const body = withIds(words.join(" "), PEOPLE);
        expect(withIds(withNames(body, PEOPLE), PEOPLE)).toBe(body);
        expect(withNames(body, PEOPLE)).toBe(words.join(" "));
      }),
    );
  });
});

describe("a comment that is shown", () => {
  it("is cut into text, people and links", () => {
    expect(commentParts("See https://acme.test/a?b=1, @[user_ann].")).toEqual([
      { type: "text", text: "See " },
      { type: "link", href: "https://acme.test/a?b=1", text: "https://acme.test/a?b=1" },
      { type: "text", text: ", " },
      { type: "mention", id: "user_ann" },
      { type: "text", text: "." },
    ]);
    expect(mentionsIn("@[a] @[b] @[a]")).toEqual(["a", "b"]);
  });

  it("makes links of nothing but http and https", () => {
    const parts = commentParts(
      'javascript:alert(1) data:text/html,x <a href="x"> http:// https://[ ftp://a.test HTTPS://OK.test',
    );
    const links = parts.flatMap((part) => (part.type === "link" ? [part.href] : []));
    expect(links).toEqual(["https://ok.test/"]);
  });

  it("loses and invents no character", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        "https://a.test/x.",
        "http://",
        "@[id_1]",
        "@[",
        "]",
        '"https://b.test"',
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const shown = commentParts(text).map((part) =>
          part.type === "mention" ? `@[${part.id}]` : part.text,
        );
        expect(shown.join("")).toBe(text);
      }),
    );
  });
});
