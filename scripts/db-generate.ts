import { spawnSync } from "node:child_process";

// `prisma generate` never runs the schema engine, but looks for its binary and would download it:
// naming any existing file keeps it from the network.
const { status } = spawnSync("prisma", ["generate"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  },
});
process.exit(status ?? 1);
