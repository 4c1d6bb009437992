import { isIP } from "node:net";
import { type AddressKind, kindOfAddress } from "#lib/platform/outbound/address.ts";

const MAX_URL_LENGTH = 2_048;
/** The ports of HTTPS and its usual alternative: others are other services. */
const PORTS = new Set([443, 8443]);
/** Names that mean this machine or its network, whatever a resolver says about them. */
const LOCAL_SUFFIXES = [
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "lan",
  "home",
  "corp",
  "private",
  "home.arpa",
  "in-addr.arpa",
  "ip6.arpa",
  "onion",
];

/** Where somebody asked us to send something, taken apart. */
export type Target = {
  /** As it goes into the Host header. */
  host: string;
  /** Without the brackets of IPv6. */
  hostname: string;
  port: number;
  path: string;
  isHttps: boolean;
  /** The addresses that the host says by itself; null for a name, which has to be resolved. */
  addresses: readonly string[] | null;
};

export type Problem = { problem: string };

/**
 * Reads an address that a stranger gave us to call. What a URL parser would quietly turn into an
 * address of this network (octal, hexadecimal and short forms, escapes, trailing dots) is refused by
 * its spelling; so are names that are local by definition.
 *
 * @param allowPrivate also takes this machine itself (loopback), there over http and on any port:
 * for development and tests.
 * @returns the parts, or what is wrong, in words for whoever typed it.
 */
export function readTarget(text: string, allowPrivate: boolean): Target | Problem {
  if (text.length > MAX_URL_LENGTH) {
    return { problem: `must have at most ${MAX_URL_LENGTH} characters` };
  }
  const [, scheme = "", authority = ""] = /^([a-z]+):\/\/([^/?#\\]*)/i.exec(text) ?? [];
  const url = URL.parse(text);
  if (!url || authority === "") {
    return { problem: "must be a full address such as https://example.com/hooks" };
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the parser would drop them without a word
  if (/[\u0000-\u0020\u007f\\]/.test(text)) {
    return { problem: "must not contain spaces, control characters or backslashes" };
  }
  const isHttps = scheme.toLowerCase() === "https";
  if (!isHttps && scheme.toLowerCase() !== "http") return { problem: "must begin with https://" };
  if (authority.includes("@")) return { problem: "must not contain a user name or password" };
  if (text.includes("#")) return { problem: "must not contain a fragment (#…)" };
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const spelling = spellingProblem(authority, hostname);
  if (spelling) return { problem: spelling };

  const isLocalhost = hostname === "localhost" || hostname.endsWith(".localhost");
  const literal = isIP(hostname) ? [hostname] : null;
  const addresses = isLocalhost && allowPrivate ? ["127.0.0.1", "::1"] : literal;
  if (!addresses && isLocalName(hostname)) return { problem: NOT_PUBLIC };
  const port = url.port === "" ? (isHttps ? 443 : 80) : Number(url.port);
  const { host, pathname, search } = url;
  const target = { host, hostname, port, path: pathname + search, isHttps, addresses };
  const problem = addresses
    ? problemOf(target, addresses, allowPrivate)
    : allowPrivate
      ? null
      : publicProblem(target);
  return problem === null ? target : { problem };
}

const NOT_PUBLIC = "must be reachable on the public internet: this is a local address";

/**
 * Why these addresses may not be called for this target, or null. Each of them has to be public, or,
 * where that is allowed, each this machine itself.
 */
export function problemOf(
  target: Target,
  addresses: readonly string[],
  allowPrivate: boolean,
): string | null {
  const kinds = new Set(addresses.map(kindOfAddress));
  const isOnly = (kind: AddressKind) => kinds.size === 1 && kinds.has(kind);
  if (allowPrivate && isOnly("loopback")) return null;
  return isOnly("public") ? publicProblem(target) : NOT_PUBLIC;
}

/** What is wrong with a target on the public internet apart from its address. */
export function publicProblem({ isHttps, port }: Target): string | null {
  if (!isHttps) return "must begin with https://";
  return PORTS.has(port) ? null : "must use port 443 or 8443";
}

function isLocalName(hostname: string): boolean {
  return (
    !hostname.includes(".") ||
    LOCAL_SUFFIXES.some((suffix) => hostname === suffix || hostname.endsWith(`.${suffix}`))
  );
}

/** The parser has made one form of many spellings: only that form may have been written. */
function spellingProblem(authority: string, hostname: string): string | null {
  const written = authority.replace(/:\d*$/, "").toLowerCase();
  if (/[%\s]/.test(written)) return "must not escape characters in its host name";
  if (written.endsWith(".") || hostname.endsWith("."))
    return "must not end its host name with a dot";
  if (isIP(hostname) === 4 && written !== hostname) {
    return "must write a numeric address as four decimal numbers";
  }
  return null;
}
