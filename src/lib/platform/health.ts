import { z } from "zod";
import { db } from "#lib/platform/db.ts";
import { emailState } from "#lib/platform/email-state.ts";
import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import { redis } from "#lib/platform/redis.ts";
import { isChannelOpen } from "#lib/platform/redis-channel.ts";

const state = z.enum(["ok", "off", "degraded"]);

/** What works and what does not, without a word about where or with which credentials. */
export const healthSchema = z
  .object({
    status: z.enum(["ok", "degraded"]),
    database: state,
    redis: state.meta({ description: "off: limits and fan-out work without it or are bypassed" }),
    rateLimits: z.enum(["redis", "local", "bypassed"]),
    realtime: z
      .enum(["redis", "polling"])
      .meta({ description: "polling: each instance looks for news twice a second by itself" }),
    email: z
      .enum(["resend", "mailbox", "off"])
      .meta({ description: "mailbox: kept in a demo instead of sent; off: mails fail" }),
    signIn: z.enum(["clerk", "demo"]),
    workers: z.enum(["in process", "by schedule"]),
    scheduledWork: z.enum(["ok", "refused: no secret"]),
  })
  .meta({ id: "Health" });
export type Health = z.infer<typeof healthSchema>;

/** @throws AppError unavailable when the database does not answer: nothing works without it. */
export async function checkHealth(): Promise<Health> {
  try {
    await db().$queryRaw`SELECT 1`;
  } catch (cause) {
    log().error({ err: cause }, "health: database");
    throw new AppError("unavailable", "The database does not answer.", { cause });
  }
  const { cronSecret, clerk, rateLimit, runsWorkers } = env();
  const redisState = await checkRedis();
  return {
    status: redisState === "degraded" ? "degraded" : "ok",
    database: "ok",
    redis: redisState,
    rateLimits: redisState === "ok" ? "redis" : rateLimit.local ? "local" : "bypassed",
    // While nobody listens there is no channel to be lost.
    realtime: redisState === "ok" && isChannelOpen() !== false ? "redis" : "polling",
    email: emailState(),
    signIn: clerk ? "clerk" : "demo",
    workers: runsWorkers ? "in process" : "by schedule",
    scheduledWork: cronSecret ? "ok" : "refused: no secret",
  };
}

async function checkRedis(): Promise<Health["redis"]> {
  const client = redis();
  if (!client) return "off";
  return client.ping().then(
    () => "ok" as const,
    () => "degraded" as const,
  );
}
