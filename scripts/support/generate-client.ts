import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fingerprint } from "./fingerprint.ts";
import { root } from "./paths.ts";
import { requireTool } from "./tool.ts";

const stamp = join(root, "src/generated/prisma/.schema");

/** Generates the database client when the schema or the generator's version has changed since. */
export async function generateClient(): Promise<void> {
  const wanted = await fingerprint(root, [
    "prisma/schema",
    "prisma.config.ts",
    // Of the generator's version, and unlike it also there where only the server is installed.
    "node_modules/@prisma/client/package.json",
  ]);
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return;
  await requireTool("Generating the database client", "prisma", ["generate"], {
    env: {
      // `prisma generate` never runs the schema engine, but looks for its binary and would download
      // it: naming any existing file keeps it from the network.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  });
  await writeFile(stamp, wanted);
}
