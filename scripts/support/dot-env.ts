import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { root } from "./paths.ts";

/** Reads the .env files that Next reads too; what is set already stays, earlier files win. */
export function loadDotEnv(mode: "development" | "production"): void {
  for (const name of [`.env.${mode}.local`, ".env.local", `.env.${mode}`, ".env"]) {
    const path = join(root, name);
    if (existsSync(path)) loadEnvFile(path);
  }
}
