import type { z } from "zod";

/** What a job sees of its run. */
export type JobRun = {
  now: Date;
  /** Epoch milliseconds after which a batch should stop and leave the rest for the next run. */
  deadline: number;
};

export type JobDefinition<Data extends object = object> = {
  /** Queue name: kebab-case, unique, never reused for something else. */
  name: string;
  schema: z.ZodType<Data>;
  retry: { limit: number; delaySeconds: number };
  /** True: one waiting job for each key is enough, further ones are dropped while it waits. */
  isCollapsed?: boolean;
  /**
   * Must be safe to run twice: a job whose process dies is given to another one.
   *
   * @throws PermanentJobError when another try cannot help; anything else is tried again.
   */
  handle: (data: Data, run: JobRun) => Promise<unknown>;
};

/** A failure that no retry will mend: the job ends. */
export class PermanentJobError extends Error {
  override name = "PermanentJobError";
}

export function defineJob<Data extends object>(job: JobDefinition<Data>): JobDefinition<Data> {
  return job;
}
