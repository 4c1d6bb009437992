import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Document } from "./document.tsx";

const html = (markdown: string) => renderToStaticMarkup(createElement(Document, { markdown }));

it("a column without a name gets no empty heading", () => {
  const table = html("| header | |\n| --- | --- |\n| `webhook-id` | the event's id |\n");
  expect(table.match(/<th[ >]/g)).toHaveLength(1);
  expect(table).toContain("the event&#x27;s id");
});

it("links lead to pages of the site, and HTML of a document stays text", () => {
  const page = html("See [the API](API.md#conventions) and [why](decisions/0001-x.md). <b>No</b>");
  expect(page).toContain('href="/docs/api#conventions"');
  expect(page).not.toContain("decisions/");
  expect(page).not.toContain("<b>");
});
