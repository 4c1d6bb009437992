import { expect, it, vi } from "vitest";
import { takeFromLimit } from "#lib/platform/rate-limit.ts";

vi.stubEnv("DATABASE_URL", "postgresql://unused/unused");
vi.stubEnv("SENTINEL_DEMO_SECRET", "a-secret-that-only-the-tests-know-0123456789");
vi.stubEnv("RATE_LIMIT_LOCAL", "1");
vi.stubEnv("RATE_LIMIT_STRICT", "3");
vi.stubEnv("RATE_LIMIT_LENIENT", "5");

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));

it("lets as many requests through as the tier says, for each caller and tier apart", async () => {
  const take = (who: string) => takeFromLimit("strict", who, at(10));
  const answers = [await take("ann"), await take("ann"), await take("ann"), await take("ann")];
  expect(answers.map((answer) => answer?.isAllowed)).toEqual([true, true, true, false]);
  expect(answers.map((answer) => answer?.remaining)).toEqual([2, 1, 0, 0]);
  expect(answers[3]).toMatchObject({ limit: 3, resetSeconds: 50 });
  expect((await take("bob"))?.isAllowed).toBe(true);
  expect((await takeFromLimit("lenient", "ann", at(10)))?.remaining).toBe(4);
});

it("begins anew with the next minute", async () => {
  expect((await takeFromLimit("strict", "ann", at(59)))?.isAllowed).toBe(false);
  expect((await takeFromLimit("strict", "ann", at(60)))?.isAllowed).toBe(true);
});
