import { canInstallPackages, installPackage, isOnPath } from "./debian.ts";
import { UserError } from "./user-error.ts";

/**
 * Makes sure that there is a redis-server, which the tests start for themselves on free ports.
 *
 * @throws UserError that says what to do where it is missing and cannot be installed from here.
 */
export async function requireRedis(signal: AbortSignal): Promise<void> {
  if (await isOnPath("redis-server")) return;
  if (!(await canInstallPackages())) {
    throw new UserError(
      "redis-server is missing, and only root on Debian can install it from here: install it (`apt-get install redis-server`, `brew install redis`) and run this again.",
    );
  }
  await installPackage("redis-server", signal);
  if (!(await isOnPath("redis-server"))) {
    throw new UserError("redis-server was installed but is not on the PATH.");
  }
}
