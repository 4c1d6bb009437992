import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ROLES } from "#lib/access/policy.ts";
import type { RouteHandler } from "#lib/http/create-route.ts";
import { askRoute, handlersByKey, type RouteAnswer } from "./ask-route.ts";
import { STATUS_OF, type Verdict, withoutVariant } from "./cell.ts";
import { judge } from "./judge.ts";
import { ROUTE_ENTRIES } from "./route-entries.ts";
import type { RouteEntry } from "./route-entry.ts";
import { setStage, whatChanged } from "./stage.ts";
import { personOf } from "./world.ts";

/** Every role asks every route for every kind of thing: what comes back, and what is left behind. */

const HANDLERS = handlersByKey();

describe("the matrix", () => {
  it("knows every route there is, and none that is not", () => {
    const known = new Set(Object.keys(ROUTE_ENTRIES).map(withoutVariant));
    const missing = [...HANDLERS.keys()].filter((key) => !known.has(key));
    const stale = [...known].filter((key) => !HANDLERS.has(key));
    expect({ missing, stale }).toEqual({ missing: [], stale: [] });
  });

  it("treats as open what is declared as open, and nothing else", () => {
    const audience = { user: "user", public: "anybody", cron: "scheduler" };
    for (const [key, entry] of Object.entries(ROUTE_ENTRIES)) {
      const auth = HANDLERS.get(withoutVariant(key))?.declaration.auth;
      if (auth) expect(entry.for, key).toBe(audience[auth]);
    }
  });
});

describe.each(Object.entries(ROUTE_ENTRIES))("%s", (key, entry) => {
  let handler: RouteHandler;

  beforeAll(() => {
    const found = HANDLERS.get(withoutVariant(key));
    if (!found) throw new Error(`No route serves ${key}.`);
    handler = found;
  });

  beforeEach(setStage);

  if (entry.for !== "user") {
    it("gives nobody more than what everybody gets", async () => {
      for (const who of [null, personOf("owner")]) {
        expect((await askRoute(handler, who, entry.send())).status).toBe(entry.status);
      }
      expect((await whatChanged()).all).toEqual([]);
    });
    return;
  }

  it("sends whoever is not signed in away, and changes nothing", async () => {
    for (const relation of entry.relations) {
      const { status } = await askRoute(handler, null, entry.send({ role: "owner", relation }));
      expect(status).toBe(STATUS_OF.sign_in);
    }
    expect((await whatChanged()).all).toEqual([]);
  });

  it.each(ROLES)("gives %ss what is theirs to see and do, and nothing more", async (role) => {
    const problems: string[] = [];
    for (const relation of entry.relations) {
      await setStage();
      const cell = { role, relation };
      const answer = await askRoute(handler, personOf(role), entry.send(cell));
      const changes = entry.changes ?? handler.declaration.method !== "GET";
      const expected = { verdict: entry.rule(cell), changes };
      const verdict = verdictOf(answer, entry);
      problems.push(...(await judge(cell, expected, { verdict, text: answer.text })));
    }
    expect(problems).toEqual([]);
  });
});

function verdictOf({ status, text }: RouteAnswer, { read }: RouteEntry): Verdict | string {
  // An address for browsers leads on, whatever came of it.
  if (status === 302) return "ok";
  if (status === 200 || status === 201) return read ? read(JSON.parse(text)) : "ok";
  const [verdict] = Object.entries(STATUS_OF).find(([, code]) => code === status) ?? [];
  return verdict ?? `status ${status}`;
}
