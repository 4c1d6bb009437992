import { expect, test } from "vitest";
import { localEnv } from "./local-env.ts";
import { UserError } from "./user-error.ts";

const secret = async () => "kept-secret";

test("without a database it says to start the demo or set DATABASE_URL", async () => {
  const attempt = localEnv({}, null, secret);
  await expect(attempt).rejects.toThrow(UserError);
  await expect(attempt).rejects.toThrow(/npm run demo.*DATABASE_URL/);
});

test("the running demo's database and secret are used", async () => {
  expect(await localEnv({}, "postgresql://demo", secret)).toEqual({
    DATABASE_URL: "postgresql://demo",
    NODE_ENV: "production",
    SENTINEL_DEMO: "1",
    SENTINEL_DEMO_SECRET: "kept-secret",
  });
});

test("what is set already stays", async () => {
  const given = {
    DATABASE_URL: "postgresql://own",
    NODE_ENV: "development",
    SENTINEL_DEMO_SECRET: "own-secret",
  };
  expect(await localEnv(given, "postgresql://demo", secret)).toEqual({
    ...given,
    SENTINEL_DEMO: "1",
  });
});

test("demo sign-in stays off where Clerk is configured", async () => {
  const given = { DATABASE_URL: "postgresql://own", CLERK_SECRET_KEY: "sk_test_x" };
  expect(await localEnv(given, null, secret)).toEqual({
    DATABASE_URL: "postgresql://own",
    NODE_ENV: "production",
  });
});
