import { createServer } from "node:net";
import { UserError } from "./user-error.ts";

/**
 * The port that PORT names, or the fallback when it is empty.
 *
 * @throws UserError when it is no port number (1–65535).
 */
export function parsePort(value: string | undefined, fallback: number): number {
  if (value === undefined || value.trim() === "") return fallback;
  const port = /^\d{1,5}$/.test(value.trim()) ? Number(value) : 0;
  if (port < 1 || port > 65_535) {
    throw new UserError(`PORT is "${value}": set it to a number from 1 to 65535.`);
  }
  return port;
}

/** A loopback TCP port that nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

/**
 * @throws UserError when something listens on the port already, on either of localhost's addresses,
 * or when this user may not listen there.
 */
export async function assertPortFree(port: number, host: string): Promise<void> {
  for (const address of new Set([host, "127.0.0.1", "::1"])) {
    const code = await tryListening(port, address);
    if (code === "EADDRINUSE") {
      throw new UserError(
        `Port ${port} is in use by another program: stop that, or choose another port, for example PORT=${port + 1 > 65_535 ? 3001 : port + 1} npm run demo.`,
      );
    }
    if (code === "EACCES") {
      throw new UserError(
        `Port ${port} is reserved for the system: choose one above 1023, for example PORT=3000.`,
      );
    }
    if (code !== null && address === host) {
      throw new UserError(`Cannot listen on ${host}:${port} (${code}).`);
    }
  }
}

/** Null when listening works, else the error's code; a machine without IPv6 answers EADDRNOTAVAIL. */
function tryListening(port: number, host: string): Promise<string | null> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    probe.listen({ port, host, ipv6Only: host.includes(":") }, () => {
      probe.close(() => done(null));
    });
  });
}
