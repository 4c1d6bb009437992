import pino from "pino";
import { env } from "#lib/platform/env.ts";

/** Names under which a secret could reach a log line, at the top or one level down. */
const SECRET_KEYS = [
  "authorization",
  "cookie",
  "token",
  "secret",
  "apiKey",
  "password",
  "refreshToken",
  "clientSecret",
];

export type Logger = pino.Logger;

let root: Logger | undefined;

/** The structured log: one JSON object a line on stdout, secrets removed. */
export function log(): Logger {
  root ??= pino({
    level: env().logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: "[removed]" },
  });
  return root;
}
