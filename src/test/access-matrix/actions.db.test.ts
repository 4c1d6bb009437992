import { beforeEach, describe, expect, it, vi } from "vitest";
import { ROLES } from "#lib/access/policy.ts";
import { ACTION_ENTRIES } from "./action-entries.ts";
import { actionsByKey, askAction, request } from "./ask-action.ts";
import { withoutVariant } from "./cell.ts";
import { judge } from "./judge.ts";
import { setStage, whatChanged } from "./stage.ts";
import { personOf } from "./world.ts";

/**
 * The same for Server Actions, which are public endpoints too. Of Next only what it knows about the
 * request is replaced; identity, rights and rows are the real ones.
 */

vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string) => request.cookies.set(name, value),
    delete: (name: string) => request.cookies.delete(name),
  }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

const ACTIONS = await actionsByKey();

function actionOf(key: string) {
  const action = ACTIONS.get(withoutVariant(key));
  if (!action) throw new Error(`There is no action ${key}.`);
  return action;
}

describe("the matrix", () => {
  it("knows every exported action there is, and none that is not", () => {
    const known = new Set(Object.keys(ACTION_ENTRIES).map(withoutVariant));
    const missing = [...ACTIONS.keys()].filter((key) => !known.has(key));
    const stale = [...known].filter((key) => !ACTIONS.has(key));
    expect({ missing, stale }).toEqual({ missing: [], stale: [] });
  });
});

describe.each(Object.entries(ACTION_ENTRIES))("%s", (key, entry) => {
  beforeEach(setStage);

  if (entry.for === "user") {
    it("sends whoever is not signed in to the sign-in page", async () => {
      for (const relation of entry.relations) {
        const args = entry.args({ role: "owner", relation });
        expect((await askAction(actionOf(key), null, args, {})).verdict).toBe("sign_in");
      }
      expect((await whatChanged()).all).toEqual([]);
    });
  }

  it.each(ROLES)("gives %ss what is theirs to see and do, and nothing more", async (role) => {
    const problems: string[] = [];
    for (const relation of entry.relations) {
      await setStage();
      const cell = { role, relation };
      const answer = await askAction(actionOf(key), personOf(role), entry.args(cell), {
        ...(entry.read ? { read: entry.read } : {}),
        ...(entry.cookies ? { cookies: entry.cookies(cell) } : {}),
      });
      const expected = { verdict: entry.rule(cell), changes: entry.changes ?? true };
      problems.push(...(await judge(cell, expected, answer)));
    }
    expect(problems).toEqual([]);
  });
});
