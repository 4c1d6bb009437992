import type { JobKind } from "#lib/jobs/declare-job.ts";

/** What a job sees of its run. */
export type JobRun = {
  now: Date;
  /** Epoch milliseconds after which a batch should stop and leave the rest for the next run. */
  deadline: number;
};

export type JobDefinition<Data extends object = object> = JobKind<Data> & {
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

export function defineJob<Data extends object>(
  kind: JobKind<Data>,
  handle: JobDefinition<Data>["handle"],
): JobDefinition<Data> {
  return { ...kind, handle };
}
