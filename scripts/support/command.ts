import { userInfo } from "node:os";
import { UserError } from "./user-error.ts";
import { watchParent } from "./watch-parent.mjs";

export type Command = {
  /** Runs at the end, last registered first, whether the command finished, failed or was stopped. */
  onEnd: (stop: () => Promise<void> | void) => void;
  /** Aborted when the user or the system asks the command to stop. */
  signal: AbortSignal;
};

// package.json starts what runs long with `exec`, so that a signal to npm reaches it and not a shell
// in between that would keep it to itself.
// npm passes on the Ctrl-C that the terminal has sent already: that is one wish, not two.
const ONE_WISH_MS = 700;

/**
 * Runs a command to its end: stops on SIGINT, SIGTERM, SIGHUP and on the death of the process that
 * launched it, undoing what it registered; a second Ctrl-C ends it at once. A failure is printed as
 * a sentence, with exit code 1; a number that `main` gives is the exit code.
 */
export async function runCommand(main: (command: Command) => Promise<unknown>): Promise<void> {
  const stops: (() => Promise<void> | void)[] = [];
  const stopping = new AbortController();
  let firstAt = 0;
  const interrupt = (exitCode: number) => () => {
    if (stopping.signal.aborted) {
      if (performance.now() - firstAt > ONE_WISH_MS) process.exit(exitCode);
      return;
    }
    firstAt = performance.now();
    process.exitCode = exitCode;
    stopping.abort(new Stopped());
  };
  process.on("SIGINT", interrupt(130));
  process.on("SIGTERM", interrupt(143));
  process.on("SIGHUP", interrupt(129));
  process.on("disconnect", interrupt(143));
  watchParent(interrupt(143));
  // A terminal that was closed must not turn the orderly end into a crash.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});

  let exitCode = 0;
  // Also aborted at an ordinary end, when nobody waits any more.
  const stopped = whenAborted(stopping.signal);
  stopped.catch(() => {});
  try {
    const work = main({ onEnd: (stop) => stops.push(stop), signal: stopping.signal });
    const result = await Promise.race([work, stopped]);
    if (typeof result === "number") exitCode = result;
  } catch (error) {
    if (!(error instanceof Stopped)) {
      exitCode = 1;
      process.stderr.write(`\n${explain(error)}\n`);
    }
  }
  stopping.abort(new Stopped());
  for (const stop of stops.reverse()) {
    try {
      await stop();
    } catch (error) {
      exitCode ||= 1;
      process.stderr.write(`${explain(error)}\n`);
    }
  }
  process.exit(process.exitCode ?? exitCode);
}

class Stopped extends Error {}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) =>
    signal.addEventListener("abort", () => fail(signal.reason), { once: true }),
  );
}

/** One readable sentence for what is known to go wrong; anything else keeps its trace. */
export function explain(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return `${path ?? "A file"} cannot be written: make it writable for ${userInfo().username} (an earlier run as root may own it).`;
  }
  if (code === "ENOSPC") return "The disk is full: free some space and start again.";
  if (error.name === "EnvError") return error.message;
  return error.stack ?? error.message;
}
