import { describe, expect, it } from "vitest";
import { escapeText, linkTo } from "#lib/slack/escape-text.ts";

describe("a value for Slack", () => {
  it.each([
    ["Acme & Co", "Acme &amp; Co"],
    ["<!channel>", "&lt;!channel&gt;"],
    ["&lt;", "&amp;lt;"],
    ["a\n\tb  c ", "a b c"],
    ["plain", "plain"],
    ["", ""],
  ])("is escaped once and put on one line: %j", (raw, escaped) => {
    expect(escapeText(raw)).toBe(escaped);
  });

  it.each([
    ["abcdef", 6, "abcdef"],
    ["abcdefg", 6, "abcde…"],
    ["&&&", 15, "&amp;&amp;&amp;"],
    ["&&&", 14, "&amp;&amp;…"],
    ["a<b", 5, "a…"],
    ["🌊🌊🌊", 5, "🌊🌊…"],
    ["🌊🌊🌊", 4, "🌊…"],
    ["ab cdef", 4, "ab…"],
  ])("is cut between characters, never inside an entity: %j to %d", (raw, max, cut) => {
    expect(escapeText(raw, max)).toBe(cut);
    expect(escapeText(raw, max).length).toBeLessThanOrEqual(max);
  });
});

it("a link's label cannot end the link, and is never empty", () => {
  expect(linkTo("https://a.example/x", "a|b>c<d", 50)).toBe("<https://a.example/x|a b c&lt;d>");
  expect(linkTo("https://a.example/x", "||>", 50)).toBe("<https://a.example/x|Open>");
});
