import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { allRoutes } from "#app/api/routes.ts";
import { CRONS } from "#lib/jobs/registry.ts";
import { EnvError, parseEnv } from "#lib/platform/env.ts";
import { ERRORS, type ErrorCode } from "#lib/platform/errors.ts";
import { root } from "./support/paths.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const below = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
    join(folder, name),
  );

const documents = [...readdirSync(root), ...below("docs")].filter((path) => path.endsWith(".md"));
const commands = Object.keys(
  (JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts,
);

/** What the system, npm or our own scripts set for each other: nobody configures these. */
const INTERNAL = [
  "CI",
  "PATH",
  "NEXT_RUNTIME",
  "NEXT_DIST_DIR",
  "E2E_BASE_URL",
  "E2E_REPORT",
  "npm_lifecycle_event",
];

describe(".env.example", () => {
  const lines = read(".env.example").split("\n");
  const explained = lines.flatMap((line) => /^([A-Z][A-Z0-9_]*)=/.exec(line)?.[1] ?? []);

  it("explains every variable that is read, and none that is not", () => {
    const wanted = [...new Set([...variablesOfEnv(), ...variablesElsewhere()])];
    expect(explained.toSorted()).toEqual(wanted.toSorted());
  });

  it("says something above each variable", () => {
    const bare = lines.filter((line, index) => {
      if (!/^[A-Z]/.test(line)) return false;
      const block = lines.slice(0, index).findLast((above) => !/^[A-Z]/.test(above));
      return !block?.startsWith("# ");
    });
    expect(bare).toEqual([]);
  });

  it("holds no value, so that nobody runs with an example's secret", () => {
    expect(lines.filter((line) => /^[A-Z][A-Z0-9_]*=./.test(line))).toEqual([]);
  });
});

/** Watches what the parser asks for. */
function variablesOfEnv(): string[] {
  const asked = new Set<string>();
  const watched = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_, name) => {
        if (typeof name === "string" && /^[A-Z]/.test(name)) asked.add(name);
        return undefined;
      },
    },
  );
  expect(() => parseEnv(watched)).toThrow(EnvError);
  return [...asked];
}

function variablesElsewhere(): string[] {
  const configs = readdirSync(root).filter((name) => /\.config\.(ts|mjs)$/.test(name));
  const files = [...configs, ...below("scripts"), ...below("src")].filter(
    (path) => /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.tsx?$|^src\/(test|generated)\//.test(path),
  );
  return files
    .flatMap((path) => [...read(path).matchAll(/process\.env\.(\w+)/g)])
    .map(([, name]) => name ?? "")
    .filter((name) => !INTERNAL.includes(name));
}

describe("the documents", () => {
  it.each(documents)("name only commands that exist: %s", (path) => {
    const named = [...read(path).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(
      ([, name]) => name,
    );
    expect(named.filter((name) => !commands.includes(name ?? ""))).toEqual([]);
  });

  it.each(documents)("link only to what is there: %s", (path) => {
    const dead = [...read(path).matchAll(/\]\(([^)\s]+)\)|src(?:set)?="([^"]+)"/g)]
      .map(([, link, image]) => link ?? image ?? "")
      .filter((link) => !/^[a-z]+:/.test(link) && !isThere(path, link));
    expect(dead).toEqual([]);
  });
});

it("README lists every command", () => {
  const readme = read("README.md");
  const named = (name: string) => new RegExp(`npm (run (-s )?)?${name}(?![\\w:-])`).test(readme);
  expect(commands.filter((name) => !named(name))).toEqual([]);
});

describe("docs/API.md", () => {
  const text = read("docs/API.md");

  it("describes every route, and none that is not there", () => {
    const described = [...text.matchAll(/^### ([A-Z]+ \/api\/\S+)$/gm)].map(([, route]) => route);
    const served = allRoutes().map(({ method, path }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual([...served, "GET /api/openapi.json"].toSorted());
  });

  it("explains every error that a route answers with", () => {
    // Next itself refuses a method, without a body.
    const codes = (Object.keys(ERRORS) as ErrorCode[]).filter(
      (code) => code !== "method_not_allowed",
    );
    const explained = (code: ErrorCode) =>
      new RegExp(`^\\| ${ERRORS[code].status} +\\| \`${code}\` `, "m").test(text);
    const missing = codes.filter((code) => !explained(code));
    expect(missing).toEqual([]);
  });
});

function isThere(from: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? join(root, from) : resolve(root, dirname(from), path);
  if (!existsSync(target)) return false;
  if (anchor === undefined) return true;
  return headingAnchors(readFileSync(target, "utf8")).includes(anchor);
}

/** As code hosts make them: lower case, punctuation gone, spaces to hyphens. */
function headingAnchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

it("vercel.json schedules exactly what the registry says", () => {
  const { crons } = JSON.parse(read("vercel.json")) as { crons: unknown };
  expect(crons).toEqual(
    CRONS.map(({ path, vercelSchedule }) => ({ path, schedule: vercelSchedule })),
  );
});
