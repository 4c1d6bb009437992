/** Whether a connection string names a server on this machine. */
export function isLocalUrl(databaseUrl: string): boolean {
  const { hostname, searchParams } = new URL(databaseUrl);
  // PostgreSQL's clients let the query's `host` overrule the one in front.
  const host = searchParams.get("host") ?? hostname;
  return ["localhost", "127.0.0.1", "[::1]", ""].includes(host) || host.startsWith("/");
}
