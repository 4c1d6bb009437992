import { join, resolve } from "node:path";

/** The checkout that these scripts belong to, whatever the current folder is. */
export const root = resolve(import.meta.dirname, "../..");

/** What the local commands keep between runs; not part of the repository. */
export const dataFolder = join(root, ".data");
