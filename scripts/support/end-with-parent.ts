// Loaded into a server before anything else: when the process that started it dies, the channel
// between them closes, and the server must not outlive it.
process.on("disconnect", () => {
  setTimeout(() => process.exit(1), 10_000).unref();
  process.kill(process.pid, "SIGTERM");
});
