/** The host of Clerk's Frontend API, which a publishable key carries as base64 of `host$`. */
export function clerkHost(publishableKey: string): string {
  const encoded = publishableKey.replace(/^pk_(live|test)_/, "");
  return Buffer.from(encoded, "base64").toString("utf8").replace(/\$$/, "");
}
