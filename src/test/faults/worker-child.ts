import { runJobsInProcess } from "#lib/jobs/run-in-process.ts";

// A long-lived server without its pages: it works the queues and sends until it is ended, without a
// warning, by the test that started it. It sends from the first moment; the queues take a little longer.
const isRunning = runJobsInProcess();
process.send?.("started");
await isRunning;
