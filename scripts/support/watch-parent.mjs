// Read at once: the parent may go while the caller is busy.
const parent = process.ppid;

/**
 * npm starts scripts through a shell and passes signals to that shell alone, which dies of them and
 * tells nobody. Calls back once when the parent has gone; only below npm, where a parent that goes
 * means "stop" (a script started with nohup or setsid may well outlive its shell).
 *
 * @param {() => void} whenGone
 */
export function watchParent(whenGone) {
  if (!process.env.npm_lifecycle_event) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    whenGone();
  }, 300);
  timer.unref();
}
