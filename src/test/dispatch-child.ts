import { startDispatcher } from "#lib/webhooks/start-dispatcher.ts";

// A process that sends webhooks until it is ended, for tests that end it without a warning.
startDispatcher();
process.send?.("started");
