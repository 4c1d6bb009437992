import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type RedisServer = { port: number; stop: () => Promise<void> };

/**
 * A real redis-server on a free port that keeps nothing.
 *
 * @throws Error that says how to get one where there is none.
 */
export async function startRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "sentinel-redis-"));
  const flags = { port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no" };
  const child = spawn(
    "redis-server",
    Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await new Promise<void>((ready, fail) => {
    child.once("error", (cause) =>
      fail(
        new Error(
          "redis-server is missing: `npm run verify` installs it on Debian, elsewhere your package manager does",
          { cause },
        ),
      ),
    );
    child.once("exit", (code) => fail(new Error(`redis-server ended with ${code}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("Ready to accept connections")) ready();
    });
  });
  return {
    port,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        child.kill("SIGKILL");
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}
