import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { root } from "./support/paths.ts";

type Case = { file: string; imports: string; because: string };

const bad: Case[] = [
  ["src/lib/teams/x.ts", "#components/ui/button.tsx", "A domain knows no pages"],
  ["src/lib/imports/x.ts", "#lib/deals/queries.ts", "queries.ts is its own"],
  ["src/lib/analytics/x.ts", "#test/factories.ts", "never reach what is shipped"],
  ["src/lib/deals/x.ts", "#app/actions/deals.ts", "A domain knows no pages"],
  ["src/lib/deals/x.ts", "#lib/analytics/get-today.ts", "never the other way round"],
  ["src/lib/jobs/x.ts", "#test/factories.ts", "never reach what is shipped"],
  ["src/lib/platform/x.ts", "#lib/deals/stages.ts", "it can know none of them"],
  ["src/lib/platform/deep/x.ts", "#components/ui/button.tsx", "it can know none of them"],
  ["src/lib/risk/x.ts", "#lib/platform/db.ts", "types and constants only"],
  ["src/lib/risk/factors/x.ts", "#generated/prisma/client.ts", "types and constants only"],
  ["src/lib/risk/x.ts", "node:fs", "types and constants only"],
  ["src/lib/risk/x.ts", "./store/recompute-risk.ts", "types and constants only"],
  ["src/components/deals/x.tsx", "#lib/platform/db.ts", "Views show what they are given"],
  ["src/components/deals/x.tsx", "#lib/auth/require-user.ts", "Views show what they are given"],
  ["src/components/deals/x.tsx", "#lib/deals/queries.ts", "queries.ts is its own"],
  ["src/app/(app)/x/page.tsx", "#lib/platform/db.ts", "Pages, actions and routes call use cases"],
  ["src/app/api/x/route.ts", "#generated/prisma/client.ts", "authorisation lives there"],
  ["src/proxy.ts", "#lib/deals/queries.ts", "authorisation lives there"],
].map(([file = "", imports = "", because = ""]) => ({ file, imports, because }));

const good = [
  ["src/lib/teams/x.ts", "#lib/platform/db.ts"],
  ["src/lib/imports/x.ts", "#lib/deals/create-deal.ts"],
  ["src/lib/imports/x.test.ts", "#test/factories.ts"],
  ["src/lib/deals/x.ts", "#lib/events/record-domain-events.ts"],
  ["src/lib/platform/x.ts", "#lib/platform/errors.ts"],
  ["src/lib/risk/x.ts", "#lib/deals/stages.ts"],
  ["src/lib/risk/store/x.ts", "#lib/platform/db.ts"],
  ["src/components/deals/x.tsx", "#lib/deals/schema.ts"],
  ["src/app/api/x/route.ts", "#lib/deals/create-deal.ts"],
].map(([file = "", imports = ""]) => ({ file, imports }));

const reportSchema = z.object({
  diagnostics: z.array(z.object({ message: z.string(), location: z.object({ path: z.string() }) })),
});

// Biome judges by the text of an import and the place of a file, so a copy of its configuration with
// made-up files beside it answers as the checkout would, and nothing is written here.
const found = new Map<string, string[]>();
/** A place of its own for each case, in the same folder. */
const placeOf = (index: number, file: string) => file.replace(/\bx\b/, `x${index}`);

beforeAll(async () => {
  const copy = await mkdtemp(join(tmpdir(), "sentinel-boundaries-"));
  try {
    await copyFile(join(root, "biome.json"), join(copy, "biome.json"));
    for (const [index, { file, imports }] of [...bad, ...good].entries()) {
      const path = join(copy, placeOf(index, file));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `import { x } from "${imports}";\nexport const y = x;\n`);
    }
    const { stdout } = spawnSync(
      join(root, "node_modules/.bin/biome"),
      [
        ...["lint", "--vcs-enabled=false", "--only=style/noRestrictedImports"],
        ...["--reporter=json", "--max-diagnostics=none", "."],
      ],
      { cwd: copy, encoding: "utf8" },
    );
    for (const { message, location } of reportSchema.parse(JSON.parse(stdout)).diagnostics) {
      found.set(location.path, [...(found.get(location.path) ?? []), message]);
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
});

describe("an import across a boundary", () => {
  it.each(bad.map((entry, index) => ({ ...entry, index })))(
    "fails the lint and says why: $imports in $file",
    ({ file, because, index }) => {
      expect(found.get(placeOf(index, file))).toEqual([expect.stringContaining(because)]);
    },
  );

  it.each(good.map((entry, index) => ({ ...entry, index })))(
    "along the dependencies passes: $imports in $file",
    ({ file, index }) => {
      expect(found.get(placeOf(bad.length + index, file))).toBeUndefined();
    },
  );

  it("is tried for every rule in biome.json", () => {
    const untried = boundaryRules().filter(
      ({ folders, message }) =>
        !bad.some(
          ({ file, because }) =>
            folders.some((folder) => file.startsWith(folder)) && message.includes(because),
        ),
    );
    expect(untried).toEqual([]);
  });

  it("cannot be hidden in a relative path", () => {
    const climbing = sourceFiles().flatMap((file) =>
      relativeImports(file).filter(
        (target) => target.startsWith("src/") && areaOf(target) !== areaOf(file),
      ),
    );
    expect(climbing).toEqual([]);
  });
});

const optionsSchema = z.object({
  patterns: z.array(z.object({ group: z.array(z.string()), message: z.string() })),
});

function boundaryRules(): { folders: string[]; message: string }[] {
  const { overrides } = z
    .object({
      overrides: z.array(z.object({ includes: z.array(z.string()), linter: z.unknown() })),
    })
    .parse(JSON.parse(readFileSync(join(root, "biome.json"), "utf8")));
  const withRule = z.object({
    rules: z.object({
      style: z.object({ noRestrictedImports: z.object({ options: optionsSchema }) }),
    }),
  });
  return overrides.flatMap(({ includes, linter }) => {
    const rule = withRule.safeParse(linter);
    if (!rule.success) return [];
    const folders = includes
      .filter((pattern) => !pattern.startsWith("!"))
      .map((pattern) => pattern.replace(/\*.*$/, ""));
    const { patterns } = rule.data.rules.style.noRestrictedImports.options;
    return patterns.map(({ message }) => ({ folders, message }));
  });
}

/** What is shipped: tests and their helpers may reach for anything. */
function sourceFiles(): string[] {
  return readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^(test|generated)\//.test(file))
    .map((file) => `src/${file}`);
}

function relativeImports(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]*)"/g)].map(([, path]) =>
    normalize(join(dirname(file), path ?? "")),
  );
}

/** The folder within which files may name each other by relative paths. */
function areaOf(file: string): string {
  return file
    .split("/")
    .slice(0, file.startsWith("src/lib/") ? 3 : 2)
    .join("/");
}
