import type { z } from "zod";

/** What has to be known about a job to queue it. */
export type JobKind<Data extends object = object> = {
  /** Queue name: kebab-case, unique, never reused for something else. */
  name: string;
  schema: z.ZodType<Data>;
  retry: { limit: number; delaySeconds: number };
  /** True: one waiting job for each key is enough, further ones are dropped while it waits. */
  isCollapsed?: boolean;
};

/**
 * Names a job apart from what it does: whoever queues it needs the name alone, and what it does may
 * in turn record events that queue others.
 */
export function declareJob<Data extends object>(kind: JobKind<Data>): JobKind<Data> {
  return kind;
}
