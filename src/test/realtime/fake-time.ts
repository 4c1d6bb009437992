/** A clock that moves when told, and sleeps that end with it. */
export type FakeTime = {
  clock: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Lets so many milliseconds pass. */
  pass: (ms: number) => void;
  /** Sleeps that go on. */
  sleepers: () => number;
};

export function fakeTime(start: Date): FakeTime {
  let now = start.getTime();
  const sleepers = new Map<() => void, number>();
  return {
    clock: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          sleepers.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        if (signal.aborted) resolve();
        else {
          sleepers.set(wake, now + ms);
          signal.addEventListener("abort", wake);
        }
      }),
    pass(ms) {
      now += ms;
      for (const [wake, at] of [...sleepers]) if (at <= now) wake();
    },
    sleepers: () => sleepers.size,
  };
}
