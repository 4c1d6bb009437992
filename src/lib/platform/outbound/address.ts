import ipaddr from "ipaddr.js";

/** Global unicast (RFC 4291, 2.4): whatever else IPv6 has is local, special, or IPv4 in disguise. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");
/** Answers for the machine it is asked from, though its range is public: Azure's platform address. */
const PLATFORM_ADDRESSES = new Set(["168.63.129.16"]);
/** ISATAP (RFC 5214): the last four bytes after these are an IPv4 address. */
const ISATAP = [
  [0x0000, 0x5efe],
  [0x0200, 0x5efe],
] as const;

/**
 * What an address is, as far as it matters to somebody who is about to connect to it. Everything that
 * is not plainly an address of the public internet is "forbidden", what cannot be read included.
 */
export type AddressKind = "public" | "loopback" | "forbidden";

export function kindOfAddress(text: string): AddressKind {
  // Four decimal numbers only: the library also reads octal, hexadecimal and short forms.
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    const address = ipaddr.IPv4.parse(text);
    const range = address.range();
    if (range === "loopback") return "loopback";
    return range === "unicast" && !PLATFORM_ADDRESSES.has(address.toString())
      ? "public"
      : "forbidden";
  }
  if (text.includes("%") || !ipaddr.IPv6.isValid(text)) return "forbidden";
  const address = ipaddr.IPv6.parse(text);
  const range = address.range();
  if (range === "loopback") return "loopback";
  // Its own list of special ranges lacks IPv4-compatible addresses (::/96) and what is unassigned.
  const isGlobal = range === "unicast" && address.match(GLOBAL_IPV6);
  const isIsatap = ISATAP.some(
    ([fifth, sixth]) => address.parts[4] === fifth && address.parts[5] === sixth,
  );
  return isGlobal && !isIsatap ? "public" : "forbidden";
}
