import { describe, expect, it } from "vitest";
import { kindOfAddress } from "#lib/platform/outbound/address.ts";
import { checkTarget } from "#lib/platform/outbound/check-target.ts";
import { readTarget } from "#lib/platform/outbound/target.ts";

/** Each is one way to write, or to wrap, an address that only this network can reach. */
const HOSTILE = [
  // This machine, and the many spellings that a URL parser turns into 127.0.0.1.
  "https://127.0.0.1/",
  "https://127.8.9.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.0.0.1/",
  "https://0x7f.1/",
  "https://017700000001/",
  "https://0177.0.0.1/",
  "https://0177.0.0.01/",
  "https://00000177.1/",
  "https://127.1/",
  "https://127.0.1/",
  "https://0/",
  "https://0.0.0.0/",
  "https://0.1.2.3/",
  "https://127.0.0.1./",
  "https://１２７.０.０.１/",
  "https://127。0。0。1/",
  "https://%31%32%37.0.0.1/",
  "https://127.0.0.1%2f@example.com/",
  "https://localhost/",
  "https://LOCALHOST/",
  "https://localhost./",
  "https://app.localhost/",
  "https://localhost.localdomain/",
  "https://ip6-localhost/",
  "https://[::1]/",
  "https://[0:0:0:0:0:0:0:1]/",
  "https://[::]/",
  // IPv4 inside IPv6.
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[::ffff:10.0.0.1]/",
  "https://[::ffff:8.8.8.8]/",
  "https://[::127.0.0.1]/",
  "https://[::7f00:1]/",
  "https://[::8.8.8.8]/",
  "https://[::ffff:0:127.0.0.1]/",
  "https://[64:ff9b::127.0.0.1]/",
  "https://[64:ff9b::a9fe:a9fe]/",
  "https://[64:ff9b:1::1]/",
  "https://[64:ff9b:1:ffff::10.0.0.1]/",
  "https://[2002:7f00:1::]/",
  "https://[2002:a9fe:a9fe::1]/",
  "https://[2001:0:7f00:1::1]/",
  "https://[2001:db8::1]/",
  "https://[2606:4700::5efe:10.0.0.1]/",
  "https://[2606:4700::200:5efe:a9fe:a9fe]/",
  // Networks that are not the internet.
  "https://10.0.0.1/",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.1.1/",
  "https://0xc0a80101/",
  "https://3232235777/",
  "https://169.254.1.1/",
  "https://100.64.0.1/",
  "https://100.127.255.254/",
  "https://192.0.0.8/",
  "https://192.0.2.1/",
  "https://198.18.0.1/",
  "https://198.51.100.1/",
  "https://203.0.113.1/",
  "https://224.0.0.1/",
  "https://240.0.0.1/",
  "https://255.255.255.255/",
  "https://[fc00::1]/",
  "https://[fd12:3456::1]/",
  "https://[fe80::1]/",
  "https://[fec0::1]/",
  "https://[ff02::1]/",
  "https://[100::1]/",
  "https://[5f00::1]/",
  "https://[4000::1]/",
  // What clouds answer secrets at.
  "https://169.254.169.254/latest/meta-data/",
  "https://2852039166/",
  "https://0xa9fea9fe/",
  "https://0251.0376.0251.0376/",
  "https://[fd00:ec2::254]/",
  "https://[::ffff:169.254.169.254]/",
  "https://100.100.100.200/",
  "https://168.63.129.16/",
  "https://192.0.0.192/",
  "https://metadata.google.internal/",
  "https://metadata/",
  "https://instance-data/",
  // Names that mean a local network.
  "https://printer.local/",
  "https://nas.lan/",
  "https://db.internal/",
  "https://router.home.arpa/",
  "https://intranet/",
  // An address of the public internet in a spelling that hides it.
  "https://0x08080808/",
  "https://134744072/",
  "https://010.8.8.8/",
  // Credentials, other ports, other schemes, and what a parser quietly repairs.
  "https://user:pass@example.com/",
  "https://user@example.com/",
  "https://@example.com/",
  "https://example.com@127.0.0.1/",
  "https://127.0.0.1@example.com/",
  "https://example.com:22/",
  "https://example.com:80/",
  "https://example.com:6379/",
  "https://example.com:0/",
  "https://example.com./",
  "http://example.com/",
  "http://example.com:443/",
  "ftp://example.com/",
  "file:///etc/passwd",
  "gopher://example.com/",
  "javascript:alert(1)",
  "data:text/plain,hi",
  "//example.com/",
  "example.com/hooks",
  "https:example.com",
  "https:/example.com",
  "https:\\\\example.com\\",
  "https://example.com\\@127.0.0.1/",
  "https://exa mple.com/",
  "https://exam\tple.com/",
  "https://example.com/\r\nX-Injected: 1",
  "https://example.com/#fragment",
  "https://",
  "https:///",
  "https://?",
  "",
  `https://example.com/${"x".repeat(2_048)}`,
];

describe("an address to send to", () => {
  it.each(HOSTILE)("is refused before anything is asked or sent: %s", async (url) => {
    const asked: string[] = [];
    const problem = await checkTarget(url, {
      allowPrivate: false,
      resolve: async (name) => {
        asked.push(name);
        return ["93.184.215.14"];
      },
    });
    expect(problem).toMatch(/^must /);
    expect(asked).toEqual([]);
  });

  it.each([
    "https://example.com",
    "https://example.com/hooks?team=1",
    "https://hooks.example.co.uk:8443/a/b",
    "https://EXAMPLE.com/",
    "https://münchen.example.com/",
    "https://8.8.8.8/",
    "https://[2606:4700:4700::1111]/",
    "https://local.example.com/",
  ])("is taken: %s", async (url) => {
    const resolve = async () => ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"];
    expect(await checkTarget(url, { allowPrivate: false, resolve })).toBeNull();
  });

  it.each([
    [["127.0.0.1"]],
    [["10.1.2.3"]],
    [["93.184.215.14", "10.1.2.3"]],
    [["93.184.215.14", "::1"]],
    [["169.254.169.254"]],
    [["::ffff:192.168.0.1"]],
    [["0.0.0.0"]],
    [["93.184.215.14", "fe80::1%eth0"]],
    [["not an address"]],
  ])("is refused when any of the addresses that its name has is local: %j", async (addresses) => {
    const resolve = async () => addresses;
    const problem = await checkTarget("https://rebind.example.com/", {
      allowPrivate: false,
      resolve,
    });
    expect(problem).toContain("local address");
  });

  it("is taken when its name cannot be resolved yet: nothing is sent to it until it can", async () => {
    const resolve = () => Promise.reject(new Error("no network"));
    const check = (url: string) => checkTarget(url, { allowPrivate: false, resolve });
    expect(await check("https://not-there-yet.example.com/")).toBeNull();
    expect(await check("https://not-there-yet.example.com:25/")).toContain("port");
  });
});

describe("where this machine itself is allowed", () => {
  const check = (url: string, addresses: string[] = []) =>
    checkTarget(url, { allowPrivate: true, resolve: async () => addresses });

  it("takes loopback, by http and on any port too", async () => {
    for (const url of [
      "http://127.0.0.1:4000/hooks",
      "http://localhost:4000",
      "http://[::1]:4000/",
      "https://localhost/",
    ]) {
      expect(await check(url), url).toBeNull();
    }
    expect(await check("http://receiver.example.test:4000/", ["127.0.0.1"])).toBeNull();
  });

  it("still refuses every other address that is not public, and plain http to those that are", async () => {
    for (const url of [
      "http://10.0.0.1/",
      "https://192.168.0.1/",
      "http://169.254.169.254/",
      "http://0.0.0.0:4000/",
      "http://[::ffff:127.0.0.1]:4000/",
      "http://0x7f.1:4000/",
      "http://8.8.8.8/",
      "http://metadata.google.internal/",
    ]) {
      expect(await check(url), url).toMatch(/^must /);
    }
    expect(await check("http://example.com/", ["93.184.215.14"])).toContain("https");
    expect(await check("https://mixed.example.com/", ["93.184.215.14", "127.0.0.1"])).toContain(
      "local address",
    );
  });
});

it("reads scheme, port and path as they will be used", () => {
  expect(readTarget("https://example.com:8443/a?b=c", false)).toMatchObject({
    host: "example.com:8443",
    hostname: "example.com",
    port: 8443,
    path: "/a?b=c",
    isHttps: true,
    addresses: null,
  });
});

it("knows an address of the public internet by its range, in canonical spelling only", () => {
  expect(kindOfAddress("8.8.8.8")).toBe("public");
  expect(kindOfAddress("2606:4700:4700::1111")).toBe("public");
  for (const text of ["0x8.8.8.8", "8.8", "134744072", "8.8.8.8.", "", "2606:4700::1%eth0"]) {
    expect(kindOfAddress(text), text).toBe("forbidden");
  }
});
