import { describe, expect, it } from "vitest";
import { createTokenBucket } from "#lib/integrations/token-bucket.ts";

function run(rate: { perSecond: number; burst: number }) {
  let now = 0;
  const pace = {
    clock: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
    random: () => 0,
  };
  const { take } = createTokenBucket(pace, rate);
  return {
    at: () => now,
    rest: (ms: number) => {
      now += ms;
    },
    take: async (count: number) => {
      for (let n = 0; n < count; n += 1) await take();
    },
  };
}

describe("the pace of a provider's requests", () => {
  it("lets a burst go at once and the rest at the rate", async () => {
    const requests = run({ perSecond: 10, burst: 5 });
    await requests.take(5);
    expect(requests.at()).toBe(0);
    await requests.take(10);
    expect(requests.at()).toBeCloseTo(1_000);
  });

  it("never lets more than a burst go after a rest, however long", async () => {
    const requests = run({ perSecond: 10, burst: 5 });
    await requests.take(5);
    requests.rest(60_000);
    await requests.take(6);
    expect(requests.at()).toBeCloseTo(60_100);
  });
});
