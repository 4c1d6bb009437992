import { expect, it } from "vitest";
import { readDealsUrl } from "./deals-url.ts";

it("reads filters, shows open deals by risk when nothing is said, and all of a stage that is named", () => {
  expect(readDealsUrl({}).input).toMatchObject({ status: "open", sort: "risk", limit: 50 });
  const url = readDealsUrl({ band: ["high", "medium"], stage: "closed_won", minValue: "500" });
  expect(url.filters).toMatchObject({
    bands: ["high", "medium"],
    stages: ["closed_won"],
    minValue: 500,
  });
  expect(url.input.status).toBe("all");
  expect(url.isFiltered).toBe(true);
});

it("keeps the filters in every link, and the order in the next page's", () => {
  const url = readDealsUrl({ band: "high", sort: "value", cursor: "abc" });
  expect(url.nextHref("next")).toBe("/deals?band=high&sort=value&cursor=next");
  expect(url.firstHref).toBe("/deals?band=high&sort=value");
  expect(url.sortHref("value")).toBe("/deals?band=high&sort=value&order=asc");
  expect(url.sortHref("name")).toBe("/deals?band=high&sort=name&order=asc");
});

it("leaves out what it cannot read, whatever it is called", () => {
  const url = readDealsUrl({
    band: "huge",
    sort: "password",
    minValue: "many",
    constructor: "x",
    __proto__: "y",
    toString: "z",
  } as Record<string, string>);
  expect(url.input).toMatchObject({ sort: "risk", status: "open" });
  expect(url.isFiltered).toBe(false);
  expect(url.firstHref).toBeNull();
});
