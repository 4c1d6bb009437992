import { defineConfig } from "vitest/config";

const node = { environment: "node", testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: "unit",
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: ["src/**/*.db.test.ts", "**/node_modules/**"],
        },
      },
      {
        test: {
          ...node,
          name: "integration",
          include: ["src/**/*.db.test.ts"],
          globalSetup: ["src/test/postgres-global-setup.ts"],
          setupFiles: ["src/test/integration-setup.ts"],
        },
      },
    ],
    coverage: { provider: "v8", include: ["src/lib/**"] },
  },
});
