import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { SESSION_COOKIE, signDemoToken } from "#lib/auth/demo-token.ts";
import type { FormState } from "#lib/http/form-state.ts";
import { env } from "#lib/platform/env.ts";
import type { ActionEntry } from "./action-entry.ts";
import type { Verdict } from "./cell.ts";

/** What Next knows about the request in hand: the test file puts it in the place of next/headers. */
export const request = { headers: new Headers(), cookies: new Map<string, string>() };

export type ServerAction = (...args: unknown[]) => Promise<unknown>;

/** Every exported Server Action, by file and name, as the entries are keyed. */
export async function actionsByKey(): Promise<ReadonlyMap<string, ServerAction>> {
  const folder = join(import.meta.dirname, "../../app/actions");
  const files = (await readdir(folder)).filter((file) => /^[\w-]+\.ts$/.test(file));
  const modules = await Promise.all(
    files.map(
      async (file): Promise<[string, Record<string, unknown>]> => [
        file.replace(/\.ts$/, ""),
        await import(join(folder, file)),
      ],
    ),
  );
  return new Map(
    modules.flatMap(([file, exported]) =>
      Object.entries(exported).map(([name, action]): [string, ServerAction] => {
        if (typeof action !== "function") throw new Error(`${file}.${name} is no action.`);
        return [`${file}.${name}`, action as ServerAction];
      }),
    ),
  );
}

export type ActionAnswer = { verdict: Verdict | string; text: string };

/** Calls the action in a request of that person or, for null, of nobody. */
export async function askAction(
  action: ServerAction,
  as: string | null,
  args: unknown[],
  { read, cookies }: { read?: ActionEntry["read"]; cookies?: Record<string, string> },
): Promise<ActionAnswer> {
  request.cookies = new Map(Object.entries(cookies ?? {}));
  if (as !== null) request.cookies.set(SESSION_COOKIE, await sessionOf(as));
  request.headers = new Headers({
    cookie: [...request.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  });
  try {
    const result = await action(...args);
    const text = JSON.stringify(result ?? null);
    return { verdict: read ? read(result, null) : verdictOf(result), text };
  } catch (thrown) {
    const target = redirectOf(thrown);
    if (target === null) throw thrown;
    if (read) return { verdict: read(undefined, target), text: target };
    return { verdict: target.startsWith("/sign-in") ? "sign_in" : "ok", text: target };
  }
}

function sessionOf(userId: string): Promise<string> {
  const secret = env().demo?.secret ?? "";
  return signDemoToken(secret, { userId, use: "cookie", seconds: 3600, now: new Date() });
}

/** Where Next is told to lead; null for what is no redirect. */
function redirectOf(thrown: unknown): string | null {
  const digest = thrown instanceof Error && "digest" in thrown ? String(thrown.digest) : "";
  const [kind, , target] = digest.split(";");
  return kind === "NEXT_REDIRECT" ? (target ?? "") : null;
}

/** Actions answer in words; these are the words of each kind of refusal. */
export function verdictOf(result: unknown): Verdict | string {
  const state = result as Partial<FormState> | undefined;
  if (!state || state.ok === true) return "ok";
  const message = state.message ?? "";
  if (/ was not found\.$/.test(message)) return "not_found";
  // What is said of a field reads on from its name.
  if (Object.keys(state.errors ?? {}).length > 0 || /^[a-z]/.test(message)) return "invalid";
  if (/\bmay\b/.test(message)) return "forbidden";
  return message;
}
