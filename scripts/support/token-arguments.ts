import { parseArgs } from "node:util";
import { UserError } from "./user-error.ts";

const USAGE = "npm run -s token -- --email owner@demo.test [--minutes 60]";
const MOST_MINUTES = 7 * 24 * 60;

/**
 * What the token command was asked for.
 *
 * @throws UserError with one sentence.
 */
export function readTokenArguments(args: string[]): { email: string; minutes: number } {
  const { email, minutes } = parse(args);
  if (!email) throw new UserError(`Say for whom: ${USAGE}`);
  const count = Number(minutes);
  if (!Number.isInteger(count) || count < 1 || count > MOST_MINUTES) {
    throw new UserError(
      `--minutes has to be a whole number from 1 to ${MOST_MINUTES} (seven days).`,
    );
  }
  return { email, minutes: count };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { email: { type: "string" }, minutes: { type: "string", default: "60" } },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${reason.replace(/\.?$/, ".")} Use: ${USAGE}`);
  }
}
