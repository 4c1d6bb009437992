/** Lets one loop wait until there may be something to do, without missing a ring in between. */
export type Bell = {
  ring: () => void;
  /** Resolves at the next ring, at once if there was one since the last call, or after `ms`. */
  heard: (ms: number) => Promise<void>;
};

export function createBell(): Bell {
  let hasRung = false;
  let answer = () => {};
  return {
    ring() {
      hasRung = true;
      answer();
    },
    async heard(ms) {
      if (!hasRung) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, ms);
          answer = () => {
            clearTimeout(timer);
            done();
          };
        });
      }
      hasRung = false;
    },
  };
}
